using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ContentGen.Core.Content;
using ContentGen.Detection.Import;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Detection.Tests;

/// <summary>
/// The regression events of Sigma rules (../shared/corpus/events/sigma-regression), imported, against the KQL that pySigma made of the same
/// rules for the Device tables (../shared/corpus/sigma-pairs). What does not fire is of one of three named classes, all faults of that KQL; that it fires once they are mended is the proof.
/// </summary>
public partial class SigmaEventsTests
{
    private static readonly SchemaCatalog Catalog = SchemaCatalog.Create(QueryEnvironment.Sentinel, ContentSchemas.Empty);

    private enum Fate
    {
        Fires,

        /// <summary>RegistryKey is asked for the name of the value, which Defender keeps in RegistryValueName.</summary>
        ValueNameInKey,

        /// <summary>And RegistryValueData for a number as Sysmon writes it, which Defender keeps in decimal.</summary>
        DataOfSysmon,

        /// <summary>Sigma's * stands in the KQL as a star, which no key has.</summary>
        StarInText,

        Unexplained,
    }

    [Test]
    public void Events_fire_the_kql_of_their_own_rule_or_the_kql_asks_for_what_no_row_has()
    {
        var fates = Files().AsParallel().AsOrdered().Select(f => (File: Path.GetFileNameWithoutExtension(f), Fate: FateOf(f))).Where(f => f.Fate is not null).ToList();
        TestContext.Out.WriteLine($"{fates.Count(f => f.Fate == Fate.Fires)} of {fates.Count} events fire the KQL of their rule; {string.Join(", ", fates.CountBy(f => f.Fate!.Value).Where(c => c.Key != Fate.Fires).Select(c => $"{c.Value} {c.Key}"))}");
        Assert.Multiple(() =>
        {
            Assert.That(fates, Has.Count.EqualTo(117));
            Assert.That(fates.Where(f => f.Fate == Fate.Unexplained).Select(f => f.File), Is.Empty);
            Assert.That(fates.Count(f => f.Fate == Fate.Fires), Is.AtLeast(102));
        });
    }

    [Test]
    public void Every_event_of_the_corpus_becomes_a_row_that_its_schema_takes()
    {
        var importer = new TelemetryImporter(Catalog, null);
        var files = Directory.EnumerateFiles(Path.Combine(TestFolders.Shared, "corpus", "events", "sigma-regression")).Order(StringComparer.Ordinal).ToList();
        var results = files.Select(f => importer.Read(File.ReadAllText(f), Path.GetFileName(f))).ToList();
        // A few events have fields that the table has no column for; nothing else of them is lost.
        Assert.That(results.SelectMany(r => r.Skipped.Append(r.Error)).OfType<string>().Where(s => !s.StartsWith("fields that SecurityEvent does not have: ", StringComparison.Ordinal)), Is.Empty);
        Assert.That(results.Select(r => r.Rows.Length), Is.All.Positive);
        var read = TestRules.Run(TestRules.Rule("SecurityEvent", "@").Replace("  @\n", string.Concat(results.Select(r => TelemetryText.Write("t", r.Rows, Catalog))), StringComparison.Ordinal));
        Assert.That(read.SelectMany(o => o.Findings).Where(f => f.Message.StartsWith("CG41", StringComparison.Ordinal)).Select(f => f.Message), Is.Empty);
    }

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Path.Combine(TestFolders.Shared, "corpus", "events", "sigma-regression"))
        .Where(f => File.Exists(Pair(f))).Order(StringComparer.Ordinal);

    private static string Pair(string file) => Path.Combine(TestFolders.Shared, "corpus", "sigma-pairs", Path.GetFileName(file));

    // Null for a rule of which there is no KQL for the Device tables.
    private static Fate? FateOf(string file)
    {
        using var pair = JsonDocument.Parse(File.ReadAllText(Pair(file)));
        if (!pair.RootElement.GetProperty("kql").TryGetProperty("microsoft_xdr", out var kql) || kql.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var rows = new TelemetryImporter(Catalog, null).Read(File.ReadAllText(file), Path.GetFileName(file)).Rows;
        var key = WithValueName(kql.GetString()!);
        var data = Number().Replace(key, m => Convert.ToInt64(m.Groups["hex"].Value, 16).ToString(CultureInfo.InvariantCulture));
        return Fires(kql.GetString()!, rows) ? Fate.Fires : Fires(key, rows) ? Fate.ValueNameInKey : Fires(data, rows) ? Fate.DataOfSysmon : Fires(WithoutStars(data), rows) ? Fate.StarInText : Fate.Unexplained;
    }

    private static bool Fires(string kql, IReadOnlyList<ImportedRow> rows) =>
        TestRules.RunOne(TestRules.Rule(kql, "@").Replace("  @\n", TelemetryText.Write("t", rows, Catalog), StringComparison.Ordinal)).Verdict == Verdict.Pass;

    // That a mended KQL fires is the proof of what was wrong with it. Sysmon writes HKU for HKEY_USERS, which the KQL looks for too.
    private static string WithValueName(string kql) =>
        kql.Replace("RegistryKey", "replace_string(strcat(RegistryKey, @'\\', RegistryValueName), 'HKEY_USERS', 'HKU')", StringComparison.Ordinal);

    private static string WithoutStars(string kql) => Star().Replace(kql, m => $"contains \"{m.Groups["text"].Value.Trim('*')}\"");

    [GeneratedRegex(@"DWORD \(0x(?<hex>[0-9a-fA-F]{8})\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    [GeneratedRegex("(startswith|endswith|contains|=~) \"(?<text>[^\"]*\\*[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Star();
}
