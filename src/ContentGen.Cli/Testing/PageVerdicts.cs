using System.Collections.Immutable;
using ContentGen.Cli.Commands;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;
using ContentGen.Detection;
using ContentGen.Emit;

namespace ContentGen.Cli.Testing;

/// <summary>The verdicts that pages show: those of `contentgen test`, without anything that depends on where or when it runs.</summary>
internal static class PageVerdicts
{
    public static async Task<EmitContent> AddAsync(EmitContent content, CompileRun run, CancellationToken cancellation)
    {
        var rules = content.Rules.Concat(content.HuntingQueries).Where(r => !r.Compiled.Rule.Tests.IsEmpty).ToList();
        if (rules.Count == 0)
        {
            return content;
        }

        // It starts nothing unless a query must be bound anew.
        using var engine = new Engine(useCache: true);
        var outcomes = await TestRun.OutcomesAsync(run, engine, [.. rules.Select(r => r.Compiled)], cancellation).ConfigureAwait(false);
        var verdicts = outcomes.GroupBy(o => o.Subject.Rule.Source).ToDictionary(g => g.Key, g => g.Select(Verdict).ToImmutableArray());
        return content with { Rules = [.. content.Rules.Select(With)], HuntingQueries = [.. content.HuntingQueries.Select(With)] };

        EmitRule With(EmitRule rule) => verdicts.TryGetValue(rule.Compiled.Rule.Source, out var found) ? rule with { Verdicts = found } : rule;
    }

    private static TestVerdict Verdict(TestOutcome outcome) => new(
        TestReport.Word(outcome.Verdict),
        [
            .. outcome.Findings.Concat(outcome.Explanation).Select(f => $"line {Line(outcome.Subject.Rule, f)}: {f.Message}"),
            .. outcome is { Verdict: Detection.Verdict.Inconclusive, Test.Inconclusive: { } reason } ? new[] { $"accepted: {reason.Value}" } : [],
        ]);

    private static int Line(Rule rule, TestFinding finding) => rule.Source.PositionOf(finding.Span.Start).Line;
}
