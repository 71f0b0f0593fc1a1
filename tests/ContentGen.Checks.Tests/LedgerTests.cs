using System.Reflection;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Tests;

/// <summary>Every diagnostic is in the ledger, has a page, and is produced by a golden case or a test that is named here.</summary>
public sealed class LedgerTests
{
    // What no file of content can produce by itself, and the test that does.
    private static readonly Dictionary<string, string> TestedElsewhere = new(StringComparer.Ordinal)
    {
        ["CG1001"] = "BadInputTests", ["CG1002"] = "BadInputTests", ["CG1003"] = "BadInputTests", ["CG1015"] = "YamlReaderTests",
        ["CG2610"] = "FileConventionsTests", ["CG2611"] = "FileConventionsTests",
        ["CG3601"] = "CostTests", ["CG3602"] = "CostTests",
        ["CG2302"] = "CrossRuleTests", ["CG2303"] = "CrossRuleTests", ["CG2612"] = "CrossRuleTests",
        ["CG2306"] = "ProjectFileTests", ["CG2307"] = "ProjectFileTests", ["CG2308"] = "BaselineTests", ["CG2309"] = "BaselineTests",
        ["CG2501"] = "LockTests", ["CG2502"] = "LockTests", ["CG2503"] = "LockTests", ["CG2504"] = "LockTests", ["CG2506"] = "LockTests",
        ["CG3001"] = "LanguageHostTests", ["CG3002"] = "LanguageHostTests", ["CG3003"] = "LanguageHostTests", ["CG3004"] = "LanguageHostTests",
        ["CG3121"] = "SchemaImporterTests", ["CG3122"] = "SchemaImporterTests", ["CG3123"] = "SchemaImporterTests", ["CG3124"] = "SchemaImporterTests",
        ["CG3125"] = "SchemaImporterTests", ["CG3126"] = "SchemaImporterTests", ["CG3127"] = "SchemaImporterTests",
        ["CG4211"] = "OverlayTests", ["CG4213"] = "OverlayTests", ["CG4214"] = "OverlayTests",
        ["CG5001"] = "ApiSupportTests", ["CG5101"] = "SigmaEmitterTests", ["CG5102"] = "SigmaEmitterTests", ["CG5103"] = "SigmaEmitterTests",
    };

    private static IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } =
    [
        .. new[] { typeof(DiagnosticDescriptor).Assembly, typeof(Kusto.Catalog.SchemaCatalog).Assembly, typeof(Compilation.RuleCompiler).Assembly, typeof(Emit.Emitter).Assembly }
            .SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(f => f.FieldType == typeof(DiagnosticDescriptor))
            .Select(f => (DiagnosticDescriptor)f.GetValue(null)!)
            .OrderBy(d => d.Code, StringComparer.Ordinal),
    ];

    [Test]
    public void Codes_are_used_once() => Assert.That(Descriptors.GroupBy(d => d.Code).Where(g => g.Count() > 1).Select(g => g.Key), Is.Empty);

    [Test]
    public void Ledger_lists_exactly_the_diagnostics()
    {
        var ledger = File.ReadAllLines(Path.Combine(TestFolders.Repository, "src", "ContentGen.Core", "Diagnostics", "ledger.tsv")).Skip(1).Where(l => l.Length > 0)
            .Select(l => string.Join('\t', l.Split('\t').Take(3)));
        Assert.That(ledger, Is.EqualTo(Descriptors.Select(d => $"{d.Code}\t{d.Severity.ToString().ToLowerInvariant()}\t{d.Title}")));
    }

    [Test]
    public void Every_diagnostic_has_its_page()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(DiagnosticPages.Codes, Is.EqualTo(Descriptors.Select(d => d.Code)));
            foreach (var d in Descriptors)
            {
                var page = DiagnosticPages.Find(d.Code) ?? "";
                Assert.That(page, Does.StartWith($"# {d.Code}: {d.Title}\n").And.Contain($"Severity: {d.Severity.ToString().ToLowerInvariant()}\n"), d.Code);
                Assert.That(new[] { "## What", "## Why", "## Example", "## Fix" }.Where(h => !page.Contains(h, StringComparison.Ordinal)), Is.Empty, d.Code);
            }
        }
    }

    [Test]
    public void Every_diagnostic_is_produced_by_a_case()
    {
        var produced = string.Concat(GoldenCases.Names.Select(GoldenCases.Expected));
        Assert.That(Descriptors.Select(d => d.Code).Where(c => !produced.Contains($" {c}: ", StringComparison.Ordinal) && !TestedElsewhere.ContainsKey(c)), Is.Empty);
    }

    [Test]
    public void Code_that_is_tested_elsewhere_is_named_there()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(TestFolders.Repository, "tests"), "*.cs", SearchOption.AllDirectories).ToLookup(f => Path.GetFileNameWithoutExtension(f), StringComparer.Ordinal);
        Assert.That(TestedElsewhere.Values.Where(t => !tests.Contains(t)), Is.Empty);
    }
}
