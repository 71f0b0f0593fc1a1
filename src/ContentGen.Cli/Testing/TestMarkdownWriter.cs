using ContentGen.Cli.Reporting;
using ContentGen.Detection;
using ContentGen.Detection.Mutation;

namespace ContentGen.Cli.Testing;

/// <summary>A summary for a pull request: a table of rules, then what did not pass.</summary>
internal static class TestMarkdownWriter
{
    public static void Write(TestReport report, TextWriter output)
    {
        output.WriteLine($"### Detection tests: {report.Count(Verdict.Pass)} passed, {report.Count(Verdict.Fail)} failed, {report.Count(Verdict.Inconclusive)} inconclusive");
        output.WriteLine();
        output.WriteLine("| rule | passed | failed | inconclusive |");
        output.WriteLine("|---|--:|--:|--:|");
        foreach (var rule in report.Outcomes.GroupBy(o => o.Subject))
        {
            output.WriteLine($"| {MarkdownLine.Of(TestReport.Title(rule.Key))} | {Count(rule, Verdict.Pass)} | {Count(rule, Verdict.Fail)} | {Count(rule, Verdict.Inconclusive)} |");
        }

        foreach (var outcome in report.Outcomes.Where(o => o.Verdict != Verdict.Pass))
        {
            var accepted = outcome.Breaks ? "" : $" (accepted: {MarkdownLine.Of(outcome.Test.Inconclusive!.Value)})";
            output.WriteLine();
            output.WriteLine($"**{TestReport.Word(outcome.Verdict)}**: {MarkdownLine.Of(TestReport.Title(outcome.Subject))}: {MarkdownLine.Of(outcome.Test.Name.Value)}{accepted}");
            foreach (var finding in outcome.Findings.Concat(outcome.Explanation))
            {
                output.WriteLine($"- `{TestReport.Place(outcome, finding.Span).Replace('`', '\'')}` {MarkdownLine.Of(finding.Message)}");
            }
        }

        foreach (var score in report.Mutation)
        {
            Write(score, output);
        }
    }

    private static void Write(MutationScore score, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"**{TestReport.Percent(score)} of {Counted.Of(score.Total, "mutant")} noticed**: {MarkdownLine.Of(TestReport.Title(score.Subject))}");
        foreach (var survivor in score.Survivors)
        {
            var place = $"{score.Subject.Rule.Source.Path}({score.Subject.Rule.Source.PositionOf(survivor.Span.Start)})".Replace('`', '\'');
            output.WriteLine($"- `{place}` {MarkdownLine.Of(survivor.Mutant.Description)}; suggested: {MarkdownLine.Of(survivor.Suggestion)}");
        }
    }

    private static int Count(IEnumerable<TestOutcome> outcomes, Verdict verdict) => outcomes.Count(o => o.Verdict == verdict);
}
