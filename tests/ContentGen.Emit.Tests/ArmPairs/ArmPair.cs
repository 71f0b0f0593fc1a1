using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Emit.Model;

namespace ContentGen.Emit.Tests.ArmPairs;

/// <summary>A real rule in YAML with the resource that a packager made of it, and the one that we make of it.</summary>
internal sealed class ArmPair
{
    private ArmPair(string name, Rule rule, ContentResource ours, JsonObject theirs)
    {
        (Name, Rule, Kind, TheirKind, ApiVersion) = (name, rule, ours.Variant!, (string)theirs["kind"]!, (string)theirs["apiVersion"]!);
        IsTemplate = ((string)theirs["type"]!).EndsWith("/AlertRuleTemplates", StringComparison.Ordinal);
        var (left, right) = (PairForm.Of(TreeJson.Of(ours.Properties)), PairForm.Of(theirs["properties"]!));
        Differences =
        [
            .. left.Select(p => p.Key).Union(right.Select(p => p.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Where(k => !JsonNode.DeepEquals(left[k], right[k]))
                .Select(k => new PairDifference(this, k, left[k], right[k])),
            .. Kind == TheirKind ? (PairDifference[])[] : [new PairDifference(this, "kind", Kind, TheirKind)],
        ];
    }

    public string Name { get; }

    public Rule Rule { get; }

    public string Kind { get; }

    public string TheirKind { get; }

    /// <summary>The api-version that the packager wrote for.</summary>
    public string ApiVersion { get; }

    /// <summary>A template of the gallery; else a rule.</summary>
    public bool IsTemplate { get; }

    /// <summary>Properties that differ after normalisation, and the kind.</summary>
    public ImmutableArray<PairDifference> Differences { get; }

    /// <summary>True when the packaged query is another one: the packager had another revision of the file.</summary>
    public bool IsOfAnotherRevision => Differences.Any(d => d.Property == "query");

    public static IEnumerable<ArmPair> All() =>
        from folder in Directory.GetDirectories(Path.Combine(TestFolders.Shared, "corpus", "arm-pairs")).Order(StringComparer.Ordinal)
        select Read(folder);

    private static ArmPair Read(string folder)
    {
        var path = Path.Combine(folder, "rule.yaml");
        var rule = RuleFile.Read(new SourceText(path, SourceDecoder.TryDecode(File.ReadAllBytes(path))!)).Rule!;
        var theirs = JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, "resource.json")))!.AsObject();
        return new ArmPair(Path.GetFileName(folder), rule, AlertRuleModel.Create(rule, EmitOptions.Default), theirs);
    }
}
