using System.Collections.Immutable;
using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Testing;

/// <summary>
/// The signals that a test expects of its attack, against what the query can see: the tables that would hold them, and the conditions on the
/// way of the row that they would make there. Silent where a function may read further tables, or where a signal's log is not known.
/// </summary>
internal sealed class SignalCarriers : IRuleCheck
{
    public static readonly DiagnosticDescriptor NothingSeen = new("CG4102", Severity.Warning, "Signals that the query cannot see", "no branch of the query can see {0}: the rule cannot alert on this test");

    public static readonly DiagnosticDescriptor NotSeen = new("CG4113", Severity.Info, "Signal that the query does not see", "no branch of the query can see {0}; other signals of the test it can");

    public void Check(RuleContext context)
    {
        var tests = context.Rule.Tests.Where(t => t.Expects?.Value == Expectation.Alert && !t.Signals.IsEmpty).ToList();
        if (tests.Count == 0 || context.Query is not { Tables: { IsEmpty: false } tables, Functions.IsEmpty: true } || context.Facts is not { IsComplete: true } facts)
        {
            return;
        }

        var sight = new SignalSight(context.Query, facts, context.Rule.Query!.Text, context.Catalog, runs: !context.QueryHasErrors);
        foreach (var test in tests)
        {
            var lost = test.Signals.Select(s => (Signal: s, Why: sight.Lost(s))).Where(s => s.Why is not null).ToImmutableArray();
            if (lost.Length == test.Signals.Length)
            {
                context.Report(NothingSeen, lost[0].Signal.Span, string.Join(", nor ", lost.Select(l => l.Why).Distinct()));
            }
            else
            {
                foreach (var (signal, why) in lost)
                {
                    context.Report(NotSeen, signal.Span, why);
                }
            }
        }
    }
}
