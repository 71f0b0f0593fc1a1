using ContentGen.Cli.Reporting;
using ContentGen.Detection;
using ContentGen.Detection.Mutation;

namespace ContentGen.Cli.Testing;

/// <summary>For a terminal: a line for each rule, and every test that did not pass with its reasons, each a place to click on.</summary>
internal static class TestTextWriter
{
    public static void Write(TestReport report, TextWriter output)
    {
        foreach (var rule in report.Outcomes.GroupBy(o => o.Subject))
        {
            var passed = rule.Count(o => o.Verdict == Verdict.Pass);
            output.WriteLine($"{rule.Key.Rule.Source.Path}: {TextReportWriter.OneLine(TestReport.Title(rule.Key))}: {passed} of {Counted.Of(rule.Count(), "test")} passed");
            foreach (var outcome in rule.Where(o => o.Verdict != Verdict.Pass || o.Trace.Length > 0))
            {
                Write(outcome, output);
            }
        }

        foreach (var score in report.Mutation)
        {
            Write(score, output);
        }

        output.WriteLine(report.Summary);
    }

    private static void Write(MutationScore score, TextWriter output)
    {
        var source = score.Subject.Rule.Source;
        output.WriteLine($"{source.Path}: {TextReportWriter.OneLine(TestReport.Title(score.Subject))}: {TestReport.Percent(score)} of {Counted.Of(score.Total, "mutant")} noticed");
        foreach (var survivor in score.Survivors)
        {
            output.WriteLine($"{source.Path}({source.PositionOf(survivor.Span.Start)}): survived: {TextReportWriter.OneLine(survivor.Mutant.Description)}");
            output.WriteLine($"  suggested: {TextReportWriter.OneLine(survivor.Suggestion)}");
        }
    }

    private static void Write(TestOutcome outcome, TextWriter output)
    {
        var accepted = outcome is { Verdict: Verdict.Inconclusive, Test.Inconclusive: { } reason } ? $" (accepted: {TextReportWriter.OneLine(reason.Value)})" : "";
        output.WriteLine($"{TestReport.Place(outcome, outcome.Test.Name.Span)}: {TestReport.Word(outcome.Verdict)}: {TextReportWriter.OneLine(outcome.Test.Name.Value)}{accepted}");
        foreach (var finding in outcome.Findings.Concat(outcome.Explanation))
        {
            output.WriteLine($"  {TestReport.Place(outcome, finding.Span)}: {TextReportWriter.OneLine(finding.Message)}");
        }

        foreach (var step in outcome.Trace)
        {
            output.WriteLine($"    {TestReport.Place(outcome, step.Span)}: {TextReportWriter.OneLine(step.Message)}");
        }
    }
}
