using ContentGen.Core.Text;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Reading;

/// <summary>What the body of a function of the workspace asks stands in another text than the query: its place in the query is the call.</summary>
internal static class CallSite
{
    public static Rows Of(Rows rows, TextSpan call) => rows switch
    {
        EventRows events => events with
        {
            Branches = [.. events.Branches.Select(b => Of(b, call))],
            Grouping = events.Grouping is { } grouping ? Of(grouping, call) : null,
            Lost = [.. events.Lost.Select(l => l with { Span = call })],
        },
        UnknownRows unknown => unknown with { Span = call },
        _ => rows,
    };

    private static Branch Of(Branch branch, TextSpan call) => branch with
    {
        Parts = [.. branch.Parts.Select(p => Of(p, call))],
        Columns = branch.Columns.SetItems(branch.Columns.Select(c => KeyValuePair.Create(c.Key, Of(c.Value, call)))),
        Span = call,
    };

    private static Grouping Of(Grouping grouping, TextSpan call) => grouping with
    {
        Keys = [.. grouping.Keys.Select(k => k with { Values = [.. k.Values.Select(v => Of(v, call))] })],
        Thresholds = [.. grouping.Thresholds.Select(t => t with { Arguments = [.. t.Arguments.Select(a => a is null ? null : Of(a, call))], Span = call })],
        Dropped = [.. grouping.Dropped.Select(d => (d.Reason, call))],
        Span = call,
    };

    private static Condition Of(Condition condition, TextSpan call) => condition switch
    {
        AllCondition all => new AllCondition([.. all.Parts.Select(p => Of(p, call))], call),
        AnyCondition any => new AnyCondition([.. any.Parts.Select(p => Of(p, call))], call),
        NotCondition not => new NotCondition(Of(not.Inner, call), call),
        TestCondition test => test with { Subject = Of(test.Subject, call), Span = call },
        _ => condition with { Span = call },
    };

    private static Value Of(Value value, TextSpan call) => value switch
    {
        CallValue function => function with { Arguments = [.. function.Arguments.Select(a => Of(a, call))] },
        ChoiceValue choice => new ChoiceValue([.. choice.Choices.Select(c => (Of(c.When, call), Of(c.Then, call)))], Of(choice.Otherwise, call)),
        LookupValue lookup => lookup with { Key = Of(lookup.Key, call) },
        AggregateValue { Argument: { } argument } aggregate => aggregate with { Argument = Of(argument, call) },
        BooleanValue of => new BooleanValue(Of(of.Condition, call)),
        _ => value,
    };
}
