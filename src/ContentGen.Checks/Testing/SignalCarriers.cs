using System.Collections.Immutable;
using ContentGen.Checks.Facts;
using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Testing;

/// <summary>
/// A test that expects an alert from signals of which none can arrive: no table that the query reads carries them, or the query filters
/// their event ids away. Silent where a function may read further tables, or where a signal's log is not known.
/// </summary>
internal sealed class SignalCarriers : IRuleCheck
{
    public static readonly DiagnosticDescriptor NotCarried = new("CG4102", Severity.Warning, "Signals that the query cannot see", "no table that the query reads ({0}) carries {1}: the rule cannot alert on this test");

    public void Check(RuleContext context)
    {
        var tests = context.Rule.Tests.Where(t => t.Expects?.Value == Expectation.Alert && !t.Signals.IsEmpty).ToList();
        if (tests.Count == 0 || context.Query is not { Tables: { IsEmpty: false } tables, Functions.IsEmpty: true } || context.Facts is not { IsComplete: true } facts)
        {
            return;
        }

        foreach (var test in tests.Where(t => t.Signals.All(s => IsLost(s, tables, facts, context))))
        {
            context.Report(NotCarried, test.Signals[0].Span, string.Join(", ", tables), string.Join(" or ", test.Signals.Select(Name).Distinct()));
        }
    }

    private static bool IsLost(ExpectedSignal signal, ImmutableArray<string> tables, QueryFacts facts, RuleContext context)
    {
        if (signal.Source is not { } source || tables.Contains(source.Value))
        {
            return false;
        }

        // A signal may name a table instead of a log.
        if (SignalTables.Of(source.Value, signal.EventId?.Value) is not { IsEmpty: false } carriers)
        {
            return context.Catalog.HasTable(source.Value);
        }

        return carriers.Where(c => tables.Contains(c.Table)).All(c => IdsIn(c, signal) is { IsEmpty: false } ids
            && facts.Branches.Where(b => b.Source.Table == c.Table).All(b => b.Steps.Any(s => Excludes(s, ids))));
    }

    // Of an event that its log's table carries under any id, the id is the signal's.
    private static ImmutableArray<string> IdsIn(SignalCarrier carrier, ExpectedSignal signal) => carrier switch
    {
        { EventIds.IsEmpty: false } => carrier.EventIds,
        { Table: "SecurityEvent" or "Event" or "WindowsEvent" } when signal.EventId is { } id => [id.Value],
        _ => [],
    };

    // `EventID == 4624`, `EventID in (4624, 4625)` on the table's own column, with all ids written out.
    private static bool Excludes(FlowStep step, ImmutableArray<string> eventIds) => step.Operator.Kind == "FilterOperator" && Conditions.All(step.Operator.Child("Condition")).Any(c =>
        c.Kind is "EqualExpression" or "InExpression" && c.Child("Left") is { Kind: "NameReference", Name: "EventID", Symbol.Table: not null }
        && c.Child("Right") is { } right && Ids(right) is { Count: > 0 } ids && !eventIds.Any(ids.Contains));

    private static HashSet<string>? Ids(Kusto.Binding.BoundNode right)
    {
        var items = right.Kind == "ExpressionList" ? right.ChildrenOf("Expressions").ToList() : [right];
        return items.All(i => i is { Constant: not null, Type.Name: "int" or "long" or "string" }) ? [.. items.Select(i => i.Constant!)] : null;
    }

    private static string Name(ExpectedSignal signal) => signal.EventId is { } id ? $"{signal.Source!.Value} {id.Value}" : signal.Source!.Value;
}
