using System.Collections.Immutable;
using System.Globalization;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Detection;
using ContentGen.Detection.Mutation;

namespace ContentGen.Cli.Testing;

/// <summary>The verdicts of a run.</summary>
/// <param name="Outcomes">In the order of rules and tests.</param>
/// <param name="Errors">Errors of files by which tests were lost.</param>
internal sealed record TestReport(ImmutableArray<TestOutcome> Outcomes, ImmutableArray<Diagnostic> Errors)
{
    /// <summary>How well the tests hold each rule's query in place, when it was asked for.</summary>
    public ImmutableArray<MutationScore> Mutation { get; init; } = [];

    public int Count(Verdict verdict) => Outcomes.Count(o => o.Verdict == verdict);

    public bool IsBroken => Errors.Length > 0 || Outcomes.Any(o => o.Breaks);

    public string Summary =>
        $"{Reporting.Counted.Of(Outcomes.Length, "test")} of {Reporting.Counted.Of(Outcomes.Select(o => (o.Subject.Rule, o.Subject.Workspace)).Distinct().Count(), "rule")}: {Count(Verdict.Pass)} passed, {Count(Verdict.Fail)} failed, {Count(Verdict.Inconclusive)} inconclusive";

    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Fail => "fail",
        _ => "inconclusive",
    };

    /// <summary>file(line,column) in the rule's file.</summary>
    public static string Place(TestOutcome outcome, TextSpan span) => $"{outcome.Subject.Rule.Source.Path}({outcome.Subject.Rule.Source.PositionOf(span.Start)})";

    /// <summary>Why, in one line: every reason with its place. The author's own reason stands behind an accepted one.</summary>
    public static string Reason(TestOutcome outcome)
    {
        var found = outcome.Findings.Concat(outcome.Explanation.Take(3)).Select(f => $"{Place(outcome, f.Span)}: {f.Message}");
        var accepted = outcome is { Verdict: Verdict.Inconclusive, Test.Inconclusive: { } reason } ? new[] { $"accepted: {reason.Value}" } : [];
        return Reporting.TextReportWriter.OneLine(string.Join("; ", found.Concat(accepted)));
    }

    /// <summary>Killed mutants: 94.5 %.</summary>
    public static string Percent(MutationScore score) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(score.Percent * 10) / 10:0.#} %");

    /// <summary>The rule's own name, and the workspace as which it was tested.</summary>
    public static string Title(TestSubject subject) => (subject.Rule.Name?.Value ?? subject.Name) + (subject.Workspace is { } workspace ? $" [{workspace}]" : "");
}
