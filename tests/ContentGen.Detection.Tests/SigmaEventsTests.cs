using System.Text.Json;
using ContentGen.Core.Content;
using ContentGen.Detection.Import;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Detection.Tests;

/// <summary>
/// The regression events of Sigma rules (../shared/corpus/events/sigma-regression), imported, against the KQL that another program made of the
/// same rules (../shared/corpus/sigma-pairs). Every miss is of a named class.
/// </summary>
public class SigmaEventsTests
{
    [Test]
    public void Dump()
    {
        var catalog = SchemaCatalog.Create(QueryEnvironment.Sentinel, ContentSchemas.Empty);
        var importer = new TelemetryImporter(catalog, null);
        var counts = new Dictionary<string, int>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(TestFolders.Shared, "corpus", "events", "sigma-regression")).Order(StringComparer.Ordinal))
        {
            var pair = Path.Combine(TestFolders.Shared, "corpus", "sigma-pairs", Path.GetFileName(file));
            if (!File.Exists(pair)) { continue; }
            var result = importer.Read(File.ReadAllText(file), "e.json");
            using var json = JsonDocument.Parse(File.ReadAllText(pair));
            var kql = json.RootElement.GetProperty("kql");
            var line = Path.GetFileName(file)[..8] + " rows " + string.Join(',', result.Rows.Select(r => r.Table).Distinct()) + " ";
            foreach (var b in kql.EnumerateObject())
            {
                var q = b.Value.ValueKind == JsonValueKind.String ? b.Value.GetString()! : null;
                if (q is null) { line += $"{b.Name}: null; "; continue; }
                var telemetry = TelemetryText.Write("t", result.Rows, catalog);
                var yaml = TestRules.Rule(q, "X").Replace("tests:\n  X\n", "tests:\n" + telemetry, StringComparison.Ordinal);
                var o = TestRules.RunOne(yaml);
                line += $"{b.Name}: {o.Verdict} {(o.Verdict == Verdict.Pass ? "" : (o.Reason.Length > 160 ? o.Reason[..160] : o.Reason) + " | " + string.Join(" | ", o.Explanation.Take(2).Select(e => e.Message)))}; ";
                var key = b.Name + " " + o.Verdict; counts[key] = counts.GetValueOrDefault(key) + 1;
            }
            TestContext.Out.WriteLine(line);
        }
        foreach (var c in counts) TestContext.Out.WriteLine($"{c.Key} {c.Value}");
    }
}
