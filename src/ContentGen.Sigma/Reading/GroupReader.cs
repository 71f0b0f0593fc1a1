using System.Collections.Immutable;
using System.Globalization;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Reading;

/// <summary>Filters, and what makes groups: summarize, count, make-series.</summary>
internal sealed class GroupReader(QueryReader reader)
{
    // Names that the library gives to aggregates without one: count_, dcount_Column ...
    private static readonly Dictionary<string, (AggregateKind Kind, string Prefix)> Aggregates = new(StringComparer.Ordinal)
    {
        ["count"] = (AggregateKind.Count, "count"), ["dcount"] = (AggregateKind.Distinct, "dcount"), ["count_distinct"] = (AggregateKind.Distinct, "count_distinct"),
        ["make_set"] = (AggregateKind.Set, "set"), ["makeset"] = (AggregateKind.Set, "set"), ["make_list"] = (AggregateKind.List, "list"),
        ["makelist"] = (AggregateKind.List, "list"), ["sum"] = (AggregateKind.Sum, "sum"), ["avg"] = (AggregateKind.Average, "avg"),
    };

    /// <summary>where: onto the events of every branch, and for groups onto their keys or as a threshold.</summary>
    public EventRows Filter(EventRows rows, BoundNode condition, Scope scope)
    {
        if (rows.Grouping is null)
        {
            return rows.Each(b => Parts(reader.Conditions.Read(condition, b.Column, scope)).Aggregate(b, (to, part) => to.Where(part)));
        }

        foreach (var part in Conjuncts(condition))
        {
            rows = FilterGroups(rows, part, scope);
        }

        return rows;
    }

    public EventRows Summarize(EventRows rows, BoundNode node, Scope scope)
    {
        var by = node.Child("ByClause")?.ChildrenOf("Expressions").ToList() ?? [];
        TimeSpan? bin = null;
        var keys = ImmutableArray.CreateBuilder<GroupKey>();
        var dropped = new List<(string, TextSpan)>();
        var columns = rows.Branches.Select(_ => new Dictionary<string, Value>(StringComparer.Ordinal)).ToList();
        var names = node.Type?.Columns ?? [];
        for (var i = 0; i < by.Count; i++)
        {
            var inner = by[i].Kind == "SimpleNamedExpression" ? by[i].Child("Expression")! : by[i];
            var name = by[i].Child("Name")?.Name is { } given && by[i].Kind == "SimpleNamedExpression" ? given : i < names.Length ? names[i].Name : "";
            if (inner.Type?.Name is "datetime" or "timespan")
            {
                bin = Bin(inner, scope) ?? bin;
                continue;
            }

            var values = rows.Branches.Select(b => reader.Values.Read(inner, b.Column, scope)).ToImmutableArray();
            keys.Add(new GroupKey(name, values));
            for (var b = 0; b < columns.Count; b++)
            {
                columns[b][name] = values[b];
            }
        }

        foreach (var aggregate in node.ChildrenOf("Aggregates"))
        {
            Aggregate(rows, aggregate, columns, scope);
        }

        var branches = rows.Branches.Select((b, i) => b.Only(columns[i], ColumnFallback.Unknown)).ToImmutableArray();
        var earlier = rows.Grouping;
        var grouping = new Grouping(keys.ToImmutable(), [], bin ?? earlier?.Bin, node.Span) { JoinedAt = earlier?.JoinedAt, First = earlier?.First };
        grouping = earlier is null ? grouping : earlier.Thresholds.Aggregate(grouping with { Dropped = earlier.Dropped }, (g, t) => g.Drop(Reasons.Aggregate, t.Span));
        return rows with { Branches = branches, Grouping = grouping };
    }

    public static EventRows Count(EventRows rows, BoundNode node)
    {
        var counted = KeyValuePair.Create("Count", (Value)new AggregateValue(AggregateKind.Count, null));
        return rows.Grouping is null
            ? rows.Each(b => b.Only([counted], ColumnFallback.Unknown)) with { Grouping = new Grouping([], [], null, node.Span) }
            : rows with { Branches = [.. rows.Branches.Select(b => b.Only([], ColumnFallback.Unknown))] };
    }

    /// <summary>A series is a group whose thresholds nobody can tell here.</summary>
    public static EventRows Series(EventRows rows, BoundNode node) => rows.Each(b => b.Only([], ColumnFallback.Unknown)) with
    {
        Grouping = new Grouping([], [], null, node.Span).Drop(Reasons.Aggregate, node.Span),
    };

    private EventRows FilterGroups(EventRows rows, BoundNode part, Scope scope)
    {
        var grouping = rows.Grouping!;
        var conditions = rows.Branches.Select(b => reader.Conditions.Read(part, b.Column, scope)).ToImmutableArray();
        if (Thresholds(conditions) is { } threshold)
        {
            return rows with { Grouping = grouping with { Thresholds = grouping.Thresholds.Add(threshold) } };
        }

        if (conditions.All(IsAboutEvents))
        {
            return rows with { Branches = [.. rows.Branches.Select((b, i) => b.Where(conditions[i]))] };
        }

        if (grouping.JoinedAt is { } at && OneSide(rows, conditions, at) is { } side)
        {
            return side;
        }

        if (grouping.JoinedAt is { } right && First(part, rows.Branches[0]) is { } first)
        {
            // After the last of several events is after one of them.
            var isOfEvents = part.Descendants().Where(d => d.Symbol is { Kind: "column" }).All(c => rows.Branches[0].Column(c.Name ?? "", "datetime") is ColumnValue || rows.Branches[right].Column(c.Name ?? "", "datetime") is ColumnValue);
            var ordered = grouping with { First = first };
            return rows with { Grouping = isOfEvents ? ordered : ordered.Drop(Reasons.Aggregate, part.Span) };
        }

        var reason = conditions.Any(c => c is AggregateCondition) ? Reasons.Aggregate : conditions.OfType<OpaqueCondition>().FirstOrDefault()?.Reason ?? Reasons.Aggregate;
        return rows with { Grouping = grouping.Drop(reason, part.Span) };
    }

    private static EventRows? OneSide(EventRows rows, ImmutableArray<Condition> conditions, int at)
    {
        bool Left(int i) => i < at;
        for (var left = 0; left < 2; left++)
        {
            var mine = Enumerable.Range(0, conditions.Length).Where(i => Left(i) == (left == 0)).ToList();
            if (mine.Count > 0 && mine.TrueForAll(i => IsAboutEvents(conditions[i]) && conditions[i] is not ConstantCondition))
            {
                return rows with { Branches = [.. rows.Branches.Select((b, i) => Left(i) == (left == 0) ? b.Where(conditions[i]) : b)] };
            }
        }

        return null;
    }

    // TimeGenerated1 > TimeGenerated: the left side's events come first. What a side lacks is unknown to its branches.
    private static JoinSide? First(BoundNode part, Branch left)
    {
        var isLess = part.Kind is "LessThanExpression" or "LessThanOrEqualExpression";
        if (!isLess && part.Kind is not ("GreaterThanExpression" or "GreaterThanOrEqualExpression"))
        {
            return null;
        }

        var sides = new[] { part.Child("Left"), part.Child("Right") }.Select(n => n is { Kind: "NameReference", Symbol.Kind: "column", Type.Name: "datetime" } ? left.Column(n.Name ?? "", "datetime") is UnknownValue : (bool?)null).ToList();
        return sides is not [{ } one, { } other] || one == other ? null : one == isLess ? JoinSide.Right : JoinSide.Left;
    }

    private static bool IsAboutEvents(Condition condition) => condition switch
    {
        AllCondition all => all.Parts.All(IsAboutEvents),
        AnyCondition any => any.Parts.All(IsAboutEvents),
        NotCondition not => IsAboutEvents(not.Inner),
        OpaqueCondition or AggregateCondition => false,
        _ => true,
    };

    private static Threshold? Thresholds(ImmutableArray<Condition> conditions)
    {
        if (conditions is not [AggregateCondition or NotCondition { Inner: AggregateCondition }, ..])
        {
            return null;
        }

        var negated = conditions[0] is NotCondition;
        var all = conditions.Select(c => (c as AggregateCondition ?? (c as NotCondition)?.Inner) as AggregateCondition).ToList();
        var one = all[0]!;
        var sign = (one.Operator, negated) switch
        {
            (TestOperator.Greater, false) or (TestOperator.LessOrEqual, true) => "gt",
            (TestOperator.GreaterOrEqual, false) or (TestOperator.Less, true) => "gte",
            (TestOperator.Less, false) or (TestOperator.GreaterOrEqual, true) => "lt",
            (TestOperator.LessOrEqual, false) or (TestOperator.Greater, true) => "lte",
            (TestOperator.Equal, false) => "eq",
            (TestOperator.Equal, true) => "neq",
            _ => null,
        };
        var kind = one.Aggregate.Kind;
        if (sign is null || all.Exists(a => a is null || a.Aggregate.Kind != kind) || !double.TryParse(one.Operand, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || number != Math.Floor(number) || Math.Abs(number) > int.MaxValue || kind is not (AggregateKind.Count or AggregateKind.Distinct or AggregateKind.Sum or AggregateKind.Average))
        {
            return null;
        }

        return new Threshold(kind, [.. all.Select(a => a!.Aggregate.Argument)], sign, (long)number, one.Span);
    }

    private static TimeSpan? Bin(BoundNode inner, Scope scope)
    {
        var width = inner.Symbol?.Name switch
        {
            "bin" or "bin_at" or "floor" => ValueReader.Arguments(inner) is [_, var by, ..] ? by.Constant ?? scope.Find(by.Name ?? "")?.Expression?.Constant : null,
            "startofday" => "1d",
            "startofweek" => "7d",
            _ => null,
        };
        return Constants.Time(width);
    }

    private void Aggregate(EventRows rows, BoundNode node, List<Dictionary<string, Value>> columns, Scope scope)
    {
        var call = node.Kind == "SimpleNamedExpression" ? node.Child("Expression")! : node;
        if (!Aggregates.TryGetValue(call.Symbol?.Name ?? "", out var known))
        {
            return;
        }

        var argument = ValueReader.Arguments(call).FirstOrDefault();
        var name = node.Kind == "SimpleNamedExpression" ? node.Child("Name")?.Name : $"{known.Prefix}_{argument?.Name}";
        for (var b = 0; b < rows.Branches.Length; b++)
        {
            var value = argument is null ? null : reader.Values.Read(argument, rows.Branches[b].Column, scope);
            columns[b][name ?? ""] = Value(known.Kind, value, isSecond: rows.Grouping is not null);
        }
    }

    // Groups of groups: a sum of counts counts events, a set of keys is a set of the events' values.
    private static Value Value(AggregateKind kind, Value? argument, bool isSecond) => (isSecond, kind, argument) switch
    {
        (true, AggregateKind.Sum, AggregateValue { Kind: AggregateKind.Count }) => argument,
        (true, AggregateKind.Distinct or AggregateKind.Set, not null and not AggregateValue and not UnknownValue) => new AggregateValue(kind, argument),
        (true, _, _) => new UnknownValue(Reasons.Aggregate),
        _ => new AggregateValue(kind, argument),
    };

    private static ImmutableArray<Condition> Parts(Condition condition) => condition is AllCondition all ? all.Parts : [condition];

    private static List<BoundNode> Conjuncts(BoundNode node)
    {
        var parts = new List<BoundNode>();
        var open = new Stack<BoundNode>([node]);
        while (open.TryPop(out var next))
        {
            if (next.Kind == "AndExpression")
            {
                open.Push(next.Child("Right")!);
                open.Push(next.Child("Left")!);
            }
            else if (next.Kind == "ParenthesizedExpression")
            {
                open.Push(next.Child("Expression")!);
            }
            else
            {
                parts.Add(next);
            }
        }

        return parts;
    }
}
