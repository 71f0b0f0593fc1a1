using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Aggregates;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>top-nested: the groups of each level by an aggregate, the best of them, and the next level within each.</summary>
internal static class TopNested
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var inner = scope.WithRow(input.Shape);
        var levels = node.ChildrenOf("Clauses").Select(c => Level(compiler, c, input.Shape, inner)).ToList();
        var names = Tables.KnownShapeOf(node);
        if (levels.SkipLast(1).Any(l => l.Others is not null))
        {
            throw QueryCompiler.Refuse("top-nested with others on another level than the last", node);
        }

        if (names.Columns.Length != levels.Count * 2)
        {
            throw QueryCompiler.Refuse("the columns of top-nested are not those that the Kusto library names", node);
        }

        var shape = new Shape(names.Columns.Select((c, i) => c with { Type = i % 2 == 0 ? levels[i / 2].Key.Type : levels[i / 2].Rank.Type }));
        return new RowSource(shape, run => Rows(run, run.Keep(input.Rows(run)), levels, 0));
    }

    private static NestedLevel Level(QueryCompiler compiler, BoundNode node, Shape input, Scope scope)
    {
        var others = node.Child("WithOthersClause")?.Child("Expression") is { } rest ? compiler.Scalar(rest, scope) : null;
        var by = node.Child("ByExpression")!;
        var ordered = by.Kind == "OrderedExpression";
        var list = new AggregateList(input, [], 1);
        var rank = list.Outputs(compiler, ordered ? by.Child("Expression")! : by, scope.WithAggregates(list)).Single();
        var ascending = ordered && by.Child("Ordering")?.Token("AscOrDescKeyword") == "asc";
        var count = node.Child("Expression") is { } given ? compiler.Scalar(given, scope) : null;
        return new NestedLevel(count, compiler.Scalar(node.Child("OfExpression")!, scope), list, rank, ascending, others);
    }

    private static IEnumerable<Value[]> Rows(Run run, List<Value[]> rows, List<NestedLevel> levels, int at)
    {
        var level = levels[at];
        var frame = new Frame(run);
        var key = GroupKeys.Canonical(level.Key);
        var groups = new OrderedDictionary<Value, (Accumulator[] Accumulators, List<Value[]> Rows)>();
        foreach (var row in rows)
        {
            run.Tick();
            frame.Row = row;
            var value = key(frame);
            if (!groups.TryGetValue(value, out var group))
            {
                groups.Add(value, group = (level.List.Create(), []));
            }

            group.Rows.Add(row);
            Array.ForEach(group.Accumulators, a => a.Add(frame));
        }

        var ranked = groups.Select(g => (g.Key, Rank: RankOf(level, g.Value.Accumulators, frame), g.Value.Rows)).ToList();
        var best = level.Ascending
            ? ranked.OrderBy(r => r.Rank, Comparer<Value>.Create(ValueOrder.Compare))
            : ranked.OrderByDescending(r => r.Rank, Comparer<Value>.Create(ValueOrder.Compare));
        var most = level.Count is null ? int.MaxValue : (int)Math.Min(int.MaxValue, Casts.To(level.Count.Evaluate(frame), ScalarType.Long).AsLong);
        var chosen = best.ToList();
        foreach (var (value, rank, own) in chosen.Take(most))
        {
            foreach (var rest in at + 1 < levels.Count ? Rows(run, own, levels, at + 1) : [[default]])
            {
                run.CountRow();
                yield return [default, value, rank, .. rest[1..]];
            }
        }

        if (level.Others is { } others)
        {
            var left = chosen.Skip(most).SelectMany(r => r.Rows).ToList();
            run.CountRow();
            yield return left.Count > 0
                ? [default, others.Evaluate(frame), RankOf(level, Aggregated(level, left, frame), frame)]
                : throw new RunStopped("top-nested with others where no others are left");
        }
    }

    private static Accumulator[] Aggregated(NestedLevel level, List<Value[]> rows, Frame frame)
    {
        var accumulators = level.List.Create();
        foreach (var row in rows)
        {
            frame.Row = row;
            Array.ForEach(accumulators, a => a.Add(frame));
        }

        return accumulators;
    }

    private static Value RankOf(NestedLevel level, Accumulator[] accumulators, Frame frame)
    {
        var row = new Value[2 + level.List.Width];
        var at = 2;
        foreach (var accumulator in accumulators)
        {
            at += accumulator.Write(row.AsSpan(at));
        }

        frame.Row = row;
        return level.Rank.Evaluate(frame);
    }
}
