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

        // Hunting queries are no rules: what a rule needs beside its query does not count.
        var hunting = (await CommunityCorpus.HuntingAsync()).Diagnostics.Where(d => d.Severity == Severity.Error && (d.Code.StartsWith("KS", StringComparison.Ordinal) || d.Code.StartsWith("CG3", StringComparison.Ordinal)));
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
        var judged = (await File.ReadAllLinesAsync(Path.Combine(Folder, "precision.md"))).Select(l => l.Split('|', StringSplitOptions.TrimEntries))
            .Where(c => c.Length == 6 && (c[1].StartsWith("CG", StringComparison.Ordinal) || c[1].StartsWith("KS", StringComparison.Ordinal))).Select(c => (Code: c[1], Rule: c[2], Verdict: c[3], Why: c[4])).ToList();
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
    public async Task Every_finding_has_a_place_in_its_file()
    {
        var all = (await CommunityCorpus.RulesAsync()).Diagnostics;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(all.Where(d => d.Span.Start < 0 || d.Span.End > d.Source.Text.Length), Is.Empty);
            Assert.That(all.GroupBy(d => (d.Source, d.Code, d.Span, d.Message)).Where(g => g.Count() > 1), Is.Empty, "said twice");
        }
    }

    private static IEnumerable<string> Lines(IEnumerable<Diagnostic> found, string corpus) =>
        found.GroupBy(d => (d.Code, Rule: CommunityCorpus.NameOf(d))).Select(g => $"{g.Key.Code}\t{corpus}\t{g.Key.Rule}\t{g.Count()}").Order(StringComparer.Ordinal);
}
