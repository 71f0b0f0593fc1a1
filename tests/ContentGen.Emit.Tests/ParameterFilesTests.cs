using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Emit.Pages;

namespace ContentGen.Emit.Tests;

/// <summary>Templates with parameters and the files of their values, judged by tools that are not ours.</summary>
public sealed partial class ParameterFilesTests
{
    // Whatever may stand in a query or a name: in a file of parameters a text in brackets is a text, in a template it would be an expression.
    private static readonly string[] Queries =
    [
        "T\n| where not(\nA == \"it's [x]\"\n)", "[concat('a')]", "[[T", "T // '''\n| where x == '${y}'", "T | where A == \"\u00fc \ud83d\ude00 \\\\ \u2028\"", "'", "''' '' ' \\ ${a} \n'''\n",
    ];

    [Test]
    public void Templates_and_parameters_are_taken_by_the_schemas_and_the_grammar()
    {
        // The judge needs the schemas; skipping must come before a block of several assertions.
        _ = TestFolders.Shared;
        var artifacts = Emitted();
        var arm = artifacts.Where(a => a.Path.StartsWith("arm/folder/", StringComparison.Ordinal) && !a.Path.Contains(".parameters-", StringComparison.Ordinal)).ToList();
        var bicep = artifacts.Where(a => a.Path.EndsWith(".bicep", StringComparison.Ordinal)).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(arm, Has.Count.EqualTo(Queries.Length));
            Assert.That(Judge.Arm(arm.Select(a => a.Content)).SelectMany(v => v["errors"]!.AsArray().Concat(v["unknown"]!.AsArray())).Select(e => $"{e}"), Is.Empty);
            Assert.That(Judge.Bicep(bicep.Select(a => a.Content)).SelectMany(v => v["errors"]!.AsArray()).Select(e => $"{e}"), Is.Empty);
        });
    }

    /// <summary>The grammar does not know files of parameters, but their values are Bicep's own: each is judged as a property of a resource.</summary>
    [Test]
    public void Values_in_Bicep_are_those_in_ARM_and_those_of_the_workspace()
    {
        var artifacts = Emitted();
        var files = artifacts.Where(a => a.Path.EndsWith(".bicepparam", StringComparison.Ordinal)).ToList();
        var verdicts = Judge.Bicep(files.Select(f => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(AsResource(Encoding.UTF8.GetString(f.Content.Span)))));
        Assert.Multiple(() =>
        {
            Assert.That(files, Has.Count.EqualTo(2 * Queries.Length));
            Assert.That(verdicts.SelectMany(v => v["errors"]!.AsArray()).Select(e => $"{e}"), Is.Empty);
            foreach (var (file, verdict) in files.Zip(verdicts))
            {
                var arm = artifacts.Single(a => a.Path == Path.ChangeExtension("arm" + file.Path["bicep".Length..], ".json"));
                var values = new JsonObject(JsonNode.Parse(arm.Content.Span)!["parameters"]!.AsObject().Select(p => KeyValuePair.Create(p.Key == "workspace" ? "workspaceName" : p.Key, p.Value!["value"]!.DeepClone()))!);
                var read = verdict["value"]!["resources"]![0]!["body"]!["properties"];
                Assert.That(JsonNode.DeepEquals(read, values), Is.True, $"{file.Path}: {read} is not {values}");
                var number = int.Parse(Digits().Match(file.Path).Value, System.Globalization.CultureInfo.InvariantCulture);
                Assert.That((string?)values["query"], Is.EqualTo(file.Path.Contains("-tuned", StringComparison.Ordinal) ? Queries[number] : "T"), file.Path);
            }
        });
    }

    private static ImmutableArray<Artifact> Emitted()
    {
        ImmutableArray<EmitRule> rules = [.. Enumerable.Range(0, Queries.Length).Select(Rules.Numbered)];
        ImmutableArray<EmitRule> tuned = [.. rules.Select((r, i) => r with { Compiled = r.Compiled with { Rule = Changed(r.Compiled.Rule, Queries[i]) } })];
        var options = EmitOptions.Default with { Workspaces = [new("tuned", "law-tuned", new EmitContent(tuned)), new("plain", "law-plain", new EmitContent(rules))] };
        return Emitter.Emit(new EmitContent(rules), options, PageTemplates.Default);
    }

    private static Rule Changed(Rule rule, string query) => rule with
    {
        Query = rule.Query! with { Text = query },
        Severity = new Located<AlertSeverity>(AlertSeverity.High, default),
        Enabled = new Located<bool>(false, default),
        TriggerThreshold = new Located<int>(7, default),
    };

    private static string AsResource(string parameters) =>
        "resource r 'Microsoft.Test/tests@2020-01-01' = {\n  name: 'n'\n  properties: {\n" + Parameter().Replace(parameters[parameters.IndexOf('\n', StringComparison.Ordinal)..].Trim('\n') + "\n", "    $1: ").Replace("\n\n    ", "\n    ", StringComparison.Ordinal) + "  }\n}\n";

    [GeneratedRegex(@"^param (\w+) = ", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    [GeneratedRegex("(?<=/r)[0-9]+")]
    private static partial Regex Digits();
}
