using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Tests;

/// <summary>
/// What is found in 843 rules and 457 hunting queries that nobody wrote for this program. Errors are pinned rule by rule, so that a change of
/// them is seen and judged; of the other codes it is held that a person has judged a sample (precision.md).
/// UPDATE_CASES=1 rewrites the list of errors; CI never does.
/// </summary>
public sealed class CorpusFindingsTests
{
    private static readonly bool Update = Environment.GetEnvironmentVariable("UPDATE_CASES") == "1" && Environment.GetEnvironmentVariable("CI") != "true";

    private static string Folder => Path.Combine(TestFolders.Repository, "tests", "ContentGen.Checks.Tests");

    [Test]
    public async Task Errors_over_the_communitys_rules_are_those_that_were_judged()
    {
        var rules = (await CommunityCorpus.RulesAsync()).Diagnostics.Where(d => d.Severity == Severity.Error);

        var hunting = (await CommunityCorpus.HuntingAsync()).Diagnostics.Where(d => d.Severity == Severity.Error);
        var found = Lines(rules, "rules").Concat(Lines(hunting, "hunting")).ToList();
        var path = Path.Combine(Folder, "corpus-errors.tsv");
        if (Update)
        {
            await File.WriteAllLinesAsync(path, found.Prepend("code\tcorpus\trule\tfindings"));
        }

        var judged = (await File.ReadAllLinesAsync(path)).Skip(1).ToHashSet(StringComparer.Ordinal);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Where(l => !judged.Contains(l)), Is.Empty, "errors that nobody has judged");
            Assert.That(judged.Except(found), Is.Empty, "errors that are gone");
        }
    }

    [Test]
    public async Task Every_code_that_occurs_is_judged_in_a_sample_of_at_least_150_rules()
    {
        var found = (await CommunityCorpus.RulesAsync()).Diagnostics.Select(d => (d.Code, Rule: CommunityCorpus.NameOf(d))).ToHashSet();
        var judged = Judgements("## Judgements");
        var errors = (await CommunityCorpus.RulesAsync()).Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => (d.Code, Rule: CommunityCorpus.NameOf(d))).ToHashSet();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(judged.Select(j => j.Rule).Distinct().Count(), Is.GreaterThanOrEqualTo(150));
            Assert.That(found.Select(f => f.Code).Distinct().Except(judged.Select(j => j.Code)).Order(), Is.Empty, "codes that nobody has judged");
            Assert.That(errors.Except(judged.Select(j => (j.Code, j.Rule))).Order(), Is.Empty, "errors that nobody has judged");
            Assert.That(judged.Where(j => !found.Contains((j.Code, j.Rule))).Select(j => $"{j.Code} {j.Rule}"), Is.Empty, "judgements of what is not found any more");
            Assert.That(judged.Where(j => j.Verdict is not ("right" or "arguable") || j.Why.Length == 0), Is.Empty);
            Assert.That(judged.Where(j => j.Verdict != "right" && errors.Contains((j.Code, j.Rule))), Is.Empty, "an error that is not right");
        }
    }

    [Test]
    public async Task Every_error_in_a_hunting_query_is_judged()
    {
        var found = (await CommunityCorpus.HuntingAsync()).Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => (d.Code, Rule: CommunityCorpus.NameOf(d))).ToHashSet();
        var judged = Judgements("## Errors of hunting queries");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Except(judged.Select(j => (j.Code, j.Rule))).Order(), Is.Empty, "errors that nobody has judged");
            Assert.That(judged.Select(j => (j.Code, j.Rule)).Except(found).Order(), Is.Empty, "judgements of what is not found any more");
            Assert.That(judged.Where(j => j.Verdict != "right" || j.Why.Length == 0), Is.Empty, "an error that is not right");
        }
    }

    [Test]
    public async Task Counts_of_the_list_are_those_of_the_findings()
    {
        var judged = Judgements("## Judgements").ToLookup(j => j.Code);
        var counted = (await CommunityCorpus.RulesAsync()).Diagnostics.GroupBy(d => d.Code).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            var severities = string.Join('/', g.Select(d => d.Severity).Distinct().OrderDescending().Select(s => s.ToString().ToLowerInvariant()));
            var own = judged[g.Key].ToList();
            return $"| {g.Key} | {severities} | {g.Count()} | {g.Select(CommunityCorpus.NameOf).Distinct().Count()} | {own.Count} | {own.Count(j => j.Verdict == "right")} | {own.Count(j => j.Verdict == "arguable")} |";
        }).ToList();
        var path = Path.Combine(Folder, "precision.md");
        var lines = (await File.ReadAllLinesAsync(path)).ToList();
        var from = lines.FindIndex(l => l.StartsWith("|---|---|--:", StringComparison.Ordinal)) + 1;
        var listed = lines.Skip(from).TakeWhile(l => l.StartsWith("| ", StringComparison.Ordinal)).ToList();
        if (Update)
        {
            lines.RemoveRange(from, listed.Count);
            lines.InsertRange(from, listed = counted);
            await File.WriteAllTextAsync(path, string.Concat(lines.Select(l => l + "\n")));
        }

        Assert.That(listed, Is.EqualTo(counted), "read what is new, then let UPDATE_CASES=1 write the counts");
    }

    [Test]
    public async Task Every_finding_has_a_place_in_its_file()
    {
        var all = (await CommunityCorpus.RulesAsync()).Diagnostics;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(all.Where(d => d.Span.Start < 0 || d.Span.End > d.Source.Text.Length), Is.Empty);
            Assert.That(all.GroupBy(d => (d.Source, d.Code, d.Span, d.Message)).Where(g => g.Count() > 1), Is.Empty, "said twice");
        }
    }

    // The lines of four cells below a heading.
    private static List<(string Code, string Rule, string Verdict, string Why)> Judgements(string heading) =>
    [
        .. File.ReadAllLines(Path.Combine(Folder, "precision.md")).SkipWhile(l => l != heading).Skip(1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal))
            .Select(l => l.Split('|', StringSplitOptions.TrimEntries))
            .Where(c => c.Length == 6 && (c[1].StartsWith("CG", StringComparison.Ordinal) || c[1].StartsWith("KS", StringComparison.Ordinal)))
            .Select(c => (c[1], c[2], c[3], c[4])),
    ];

    private static IEnumerable<string> Lines(IEnumerable<Diagnostic> found, string corpus) =>
        found.GroupBy(d => (d.Code, Rule: CommunityCorpus.NameOf(d))).Select(g => $"{g.Key.Code}\t{corpus}\t{g.Key.Rule}\t{g.Count()}").Order(StringComparer.Ordinal);
}
