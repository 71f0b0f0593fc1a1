using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Binding;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Kusto.Binding;

namespace ContentGen.Emit.Tests;

/// <summary>Rules for tests: read as the program reads them, without their KQL.</summary>
internal static class Rules
{
    public const string Id = "5e63125a-32cf-4a27-93a4-63afe27227ef";

    public const string Minimal = $"""
        id: {Id}
        name: Minimal
        severity: Low
        kind: Scheduled
        queryFrequency: 1h
        queryPeriod: 1d
        triggerOperator: gt
        triggerThreshold: 0
        query: T
        """;

    public static Rule Read(string yaml, string path = "rule.yaml")
    {
        var diagnostics = new DiagnosticBag(new SourceText(path, yaml));
        return RuleBinder.Bind(YamlReader.Read(diagnostics.Source, diagnostics)!, diagnostics);
    }

    public static EmitRule Emit(Rule rule, string relativePath = "folder/rule", BoundQuery? query = null) =>
        new(new CompiledRule(rule, query, [], []), relativePath, rule.Source.Path, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rule.Source.Text))));

    /// <summary>The minimal rule under another id and name.</summary>
    public static EmitRule Numbered(int number)
    {
        var id = $"00000000-0000-4000-8000-{number:d12}";
        var yaml = Minimal.Replace(Id, id, StringComparison.Ordinal).Replace("Minimal", $"Rule {number}", StringComparison.Ordinal);
        return Emit(Read(yaml, $"content/rules/r{number}.yaml"), $"folder/r{number}");
    }

    /// <summary>The rules of content/rules.</summary>
    public static ImmutableArray<EmitRule> Content()
    {
        var folder = Path.Combine(TestFolders.Repository, "content", "rules");
        return
        [
            .. Directory.GetFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file =>
            {
                var relative = Path.GetRelativePath(folder, file).Replace('\\', '/');
                return Emit(Read(File.ReadAllText(file), "content/rules/" + relative), Path.ChangeExtension(relative, null));
            }),
        ];
    }
}
