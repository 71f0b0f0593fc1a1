using System.Collections.Immutable;
using ContentGen.Kusto.Binding;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Reading;

/// <summary>
/// join and lookup. With a table that stands in the query it is a list of keys; with other events an inner join asks for both kinds of
/// events under one key, and any other join is not followed.
/// </summary>
internal sealed class JoinReader(QueryReader reader)
{
    public Rows Join(EventRows left, BoundNode node, Scope scope)
    {
        var kind = node.ChildrenOf("Parameters").FirstOrDefault(p => p.Child("Name")?.Name == "kind")?.Child("Expression")?.Constant
            ?? (node.Kind == "LookupOperator" ? "leftouter" : "innerunique");
        var right = reader.Rows.Read(node.Child("Expression")!, scope);
        var on = Keys(node);
        return (kind, right) switch
        {
            // The right side's events are what is left; the left side only tells which of them.
            ("rightanti" or "rightantisemi" or "rightsemi" or "rightouter", EventRows events) =>
                events.Each(b => kind == "rightouter" ? b : b.Where(new OpaqueCondition(Reasons.OtherRows, node.Span))),
            ("rightanti" or "rightantisemi" or "rightsemi" or "rightouter" or "fullouter", _) => new UnknownRows(Reasons.OtherRows, node.Span),
            (_, ConstantRows rows) when on is [var key] && rows.Columns.IndexOf(key.Right) is >= 0 and var index => Constant(left, rows, index, key.Left, kind, node),
            (_, WatchlistRows watchlist) when on is [var key] && kind is "inner" or "innerunique" or "leftsemi" or "leftanti" or "anti" => Watchlist(left, watchlist, on[0].Left, kind, node),
            ("leftouter", _) => left.Each(b => AddUnknown(b, node)),
            ("inner" or "innerunique" or "leftsemi", EventRows events) when left.Grouping is null && events.Grouping is null or { Thresholds.Length: 0, JoinedAt: null } && on.Count > 0 && events.Lost.IsEmpty =>
                Events(left, events, on, kind, node),
            _ => left.Each(b => AddUnknown(b, node).Where(new OpaqueCondition(right is EventRows ? Reasons.OtherRows : Reasons.OtherData, node.Span))),
        };
    }

    private static List<(string Left, string Right)> Keys(BoundNode node)
    {
        var keys = new List<(string, string)>();
        foreach (var e in node.Child("ConditionClause")?.ChildrenOf("Expressions") ?? [])
        {
            if (e.Kind == "NameReference" && e.Name is { } name)
            {
                keys.Add((name, name));
            }
            else if (e.Kind == "EqualExpression" && e.Child("Left") is { Kind: "PathExpression" } one && e.Child("Right") is { Kind: "PathExpression" } other
                && one.Child("Selector")?.Name is { } first && other.Child("Selector")?.Name is { } second)
            {
                keys.Add(one.Child("Expression")?.Name == "$right" ? (second, first) : (first, second));
            }
        }

        return keys;
    }

    private static EventRows Constant(EventRows left, ConstantRows rows, int index, string key, string kind, BoundNode node)
    {
        var lines = rows.Lines.Where(l => l[index] is not null).ToList();
        ImmutableArray<string> keys = [.. lines.Select(l => l[index]!).Distinct(StringComparer.Ordinal)];
        return left.Each(b =>
        {
            var value = b.Column(key, "string");
            var known = TestResolver.Resolve(new TestCondition(value, TestOperator.Equal, keys, true, node.Span));
            switch (kind)
            {
                case "leftsemi":
                    return b.Where(known);
                case "leftanti" or "anti" or "leftantisemi":
                    return b.Where(Logic.Not(known, node.Span));
            }

            for (var c = 0; c < rows.Columns.Length; c++)
            {
                var name = b.Has(rows.Columns[c]) ? rows.Columns[c] + "1" : rows.Columns[c];
                var at = c;
                b = b.With(name, lines.TrueForAll(l => l[at] is not null)
                    ? new LookupValue(value, [.. lines.Select(l => (l[index]!, l[at]!))], kind == "leftouter" ? "" : null)
                    : new UnknownValue(Reasons.Computed));
            }

            // The default kind keeps one row of each key (join-innerunique.md).
            return kind == "leftouter" ? b : kind == "innerunique" ? b.Where(known).Where(new OpaqueCondition(Reasons.RowLimit, node.Span)) : b.Where(known);
        });
    }

    private static EventRows Watchlist(EventRows left, WatchlistRows watchlist, string key, string kind, BoundNode node) => left.Each(b =>
    {
        var known = TestResolver.Resolve(new TestCondition(b.Column(key, "string"), TestOperator.Equal, [], true, node.Span) { Watchlist = watchlist.Alias });
        return kind is "leftanti" or "anti" ? b.Where(Logic.Not(known, node.Span)) : AddUnknown(b, node).Where(known);
    });

    private static EventRows Events(EventRows left, EventRows right, List<(string Left, string Right)> on, string kind, BoundNode node)
    {
        var keys = on.Select(k => new GroupKey(k.Left, [.. left.Branches.Select(b => b.Column(k.Left, "string")), .. right.Branches.Select(b => b.Column(k.Right, "string"))])).ToImmutableArray();
        var rightKeys = on.ToDictionary(k => k.Right + (left.Branches[0].Has(k.Right) ? "1" : ""), k => k.Right, StringComparer.Ordinal);
        var joined = (node.Type?.Columns ?? []).Select(c => c.Name).ToList();
        var lefts = left.Branches.Select(b => joined.Where(n => !b.Has(n)).Aggregate(b, (to, n) => to.With(n, new UnknownValue(Reasons.OtherRows))));
        var rights = right.Branches.Select(b => b.Only(
            joined.Select(n => (Name: n, From: Original(n, left.Branches[0], b, rightKeys)))
                .Where(n => n.From is not null).Select(n => KeyValuePair.Create(n.Name, b.Column(n.From!, "string"))),
            ColumnFallback.Unknown));
        var grouping = new Grouping(keys, [], null, node.Span) { JoinedAt = left.Branches.Length, Dropped = right.Grouping?.Dropped ?? [] };
        return kind == "leftsemi" && right.Branches.Length == 0 ? left : new EventRows([.. lefts, .. rights], grouping) { Lost = left.Lost };
    }

    // Of two columns with one name, the right one has a 1 behind it.
    private static string? Original(string name, Branch left, Branch right, Dictionary<string, string> keys) =>
        keys.TryGetValue(name, out var key) ? key
        : name.EndsWith('1') && right.Has(name[..^1]) && left.Has(name[..^1]) ? name[..^1]
        : right.Has(name) && !left.Has(name) ? name
        : null;

    private static Branch AddUnknown(Branch branch, BoundNode node) => (node.Type?.Columns ?? []).Where(c => !branch.Has(c.Name))
        .Aggregate(branch, (b, c) => b.With(c.Name, new UnknownValue(Reasons.OtherRows)));
}
