using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ContentGen.Checks.Compilation;
using ContentGen.Cli.Commands;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;
using ContentGen.Detection;
using ContentGen.Emit;

namespace ContentGen.Cli.Testing;

/// <summary>
/// The verdicts that pages show: those of `contentgen test`, without anything that depends on where or when it runs. A rule that several
/// workspaces get unchanged is tested once.
/// </summary>
internal sealed class PageVerdicts(CompileRun run)
{
    private readonly ConditionalWeakTable<CompiledRule, object> _known = [];

    public async Task<EmitContent> AddAsync(EmitContent content, CancellationToken cancellation)
    {
        var rules = content.Rules.Concat(content.HuntingQueries).Where(r => !r.Compiled.Rule.Tests.IsEmpty).ToList();
        var unknown = rules.Where(r => !_known.TryGetValue(r.Compiled, out _)).ToList();
        if (unknown.Count > 0)
        {
            // It starts nothing unless a query must be bound anew.
            using var engine = new Engine(useCache: true);
            var outcomes = await TestRun.OutcomesAsync(run, engine, [.. unknown.Select(r => r.Compiled)], cancellation).ConfigureAwait(false);
            var verdicts = outcomes.GroupBy(o => o.Subject.Rule.Source).ToDictionary(g => g.Key, g => g.Select(Verdict).ToImmutableArray());
            foreach (var rule in unknown)
            {
                _known.AddOrUpdate(rule.Compiled, verdicts.GetValueOrDefault(rule.Compiled.Rule.Source, []));
            }
        }

        return rules.Count == 0 ? content : content with { Rules = [.. content.Rules.Select(With)], HuntingQueries = [.. content.HuntingQueries.Select(With)] };

        EmitRule With(EmitRule rule) => _known.TryGetValue(rule.Compiled, out var found) ? rule with { Verdicts = (ImmutableArray<TestVerdict>)found } : rule;
    }

    private static TestVerdict Verdict(TestOutcome outcome) => new(
        TestReport.Word(outcome.Verdict),
        [
            .. outcome.Findings.Concat(outcome.Explanation).Select(f => $"line {Line(outcome.Subject.Rule, f)}: {f.Message}"),
            .. outcome is { Verdict: Detection.Verdict.Inconclusive, Test.Inconclusive: { } reason } ? new[] { $"accepted: {reason.Value}" } : [],
        ]);

    private static int Line(Rule rule, TestFinding finding) => rule.Source.PositionOf(finding.Span.Start).Line;
}
