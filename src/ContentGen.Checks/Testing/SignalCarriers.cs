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

        foreach (var test in tests.Where(t => t.Signals.All(s => IsLost(s, tables, facts))))
        {
            context.Report(NotCarried, test.Signals[0].Span, string.Join(", ", tables), string.Join(" or ", test.Signals.Select(Name).Distinct()));
        }
    }

    private static bool IsLost(ExpectedSignal signal, ImmutableArray<string> tables, QueryFacts facts)
    {
        if (signal.Source is not { } source || SignalTables.Of(source.Value, signal.EventId?.Value) is not { IsEmpty: false } carriers || tables.Contains(source.Value))
        {
            return false;
        }

        var read = carriers.Where(tables.Contains).ToList();
        return read.All(t => SignalTables.KeepsEventId(t) && signal.EventId is { } id && IsNative(source.Value, t)
            && facts.Branches.Where(b => b.Source.Table == t).All(b => b.Steps.Any(s => Excludes(s, id.Value))));
    }

    // Process creation is Sysmon's event 1 and the Security log's 4688: an id counts only in the log's own table.
    private static bool IsNative(string source, string table) => SignalTables.LogOf(source) == "security" ? table is "SecurityEvent" or "WindowsEvent" : table is "Event" or "WindowsEvent";

    // `EventID == 4624`, `EventID in (4624, 4625)` on the table's own column, with all ids written out.
    private static bool Excludes(FlowStep step, string eventId) => step.Operator.Kind == "FilterOperator" && Conditions.All(step.Operator.Child("Condition")).Any(c =>
        c.Kind is "EqualExpression" or "InExpression" && c.Child("Left") is { Kind: "NameReference", Name: "EventID", Symbol.Table: not null }
        && c.Child("Right") is { } right && Ids(right) is { Count: > 0 } ids && !ids.Contains(eventId));

    private static HashSet<string>? Ids(Kusto.Binding.BoundNode right)
    {
        var items = right.Kind == "ExpressionList" ? right.ChildrenOf("Expressions").ToList() : [right];
        return items.All(i => i is { Constant: not null, Type.Name: "int" or "long" or "string" }) ? [.. items.Select(i => i.Constant!)] : null;
    }

    private static string Name(ExpectedSignal signal) => signal.EventId is { } id ? $"{signal.Source!.Value} {id.Value}" : signal.Source!.Value;
}
