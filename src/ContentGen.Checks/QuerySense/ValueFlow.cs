using System.Collections.Immutable;
using ContentGen.Checks.Facts;
using ContentGen.Kusto.Binding;
using Values = System.Collections.Immutable.ImmutableDictionary<ContentGen.Kusto.Binding.BoundSymbol, ContentGen.Checks.QuerySense.ValueSet>;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// Follows the rows of a query from operator to operator and keeps what is known of the values of its columns: of those that
/// the query itself makes, and of those that it filters.
/// An operator that is not understood ends all knowledge, so that whatever is said holds.
/// </summary>
internal sealed class ValueFlow
{
    private readonly TabularLets _lets;
    private readonly Dictionary<BoundNode, Values> _known = [];

    /// <param name="root">The query.</param>
    /// <param name="filter">Called once for each condition of a filter that must hold, with what is known before it.</param>
    public ValueFlow(BoundNode root, Action<BoundNode, Values> filter)
    {
        _lets = TabularLets.In(root);
        foreach (var pipeline in Pipeline.In(root))
        {
            _ = After(pipeline.Root, filter, 0);
        }
    }

    /// <summary>What is known of the columns of a tabular expression's rows.</summary>
    public Values ValuesOf(BoundNode expression) => After(expression, (_, _) => { }, 0);

    private Values After(BoundNode node, Action<BoundNode, Values> filter, int depth)
    {
        node = Conditions.Bare(node);
        if (_known.TryGetValue(node, out var found))
        {
            return found;
        }

        var pipeline = Pipeline.Of(node);
        if (depth > 32 || node.Type is not { IsTable: true })
        {
            return Values.Empty;
        }

        _known[node] = Values.Empty;
        var values = pipeline.Source switch
        {
            { Kind: "NameReference" } when _lets.Find(pipeline.Source) is { } let => After(let, filter, depth + 1),
            { Kind: "UnionOperator" } union => Union(union, [.. Branches(union, filter, depth)]),
            { Kind: "MaterializeExpression" } materialized when materialized.Child("Expression") is { } inner => After(inner, filter, depth + 1),
            _ => Values.Empty,
        };
        var before = pipeline.Source.Type;
        foreach (var step in pipeline.Operators)
        {
            if (step.Kind == "FilterOperator")
            {
                foreach (var condition in Conditions.All(step.Child("Condition")))
                {
                    filter(condition, values);
                    values = FilteredValues.Of(condition, values);
                }
            }

            values = Step(step, values, before, filter, depth);
            before = step.Type;

            // A column that is not in the rows any more may come in again, from another table.
            values = before is { IsTable: true } ? values.RemoveRange(values.Keys.Except(before.Columns)) : Values.Empty;
        }

        return _known[node] = values;
    }

    private Values Step(BoundNode step, Values values, BoundType? before, Action<BoundNode, Values> filter, int depth) => step.Kind switch
    {
        "FilterOperator" or "SortOperator" or "TakeOperator" or "TopOperator" or "ProjectAwayOperator" or "ProjectReorderOperator" or "ProjectKeepOperator" or "SampleOperator"
            or "SerializeOperator" or "AsOperator" or "DistinctOperator" => values,
        "ExtendOperator" or "ProjectOperator" => Named(step.ChildrenOf("Expressions"), values, values),
        "SummarizeOperator" => Summarize(step, values),
        "JoinOperator" => Join(step, values, JoinedSides.KindOf(step) ?? "innerunique", filter, depth),
        "LookupOperator" => Join(step, values, JoinedSides.KindOf(step) ?? "leftouter", filter, depth),
        "UnionOperator" when before is not null => Union(step, [(before, values), .. Branches(step, filter, depth)]),
        _ => Values.Empty,
    };

    private static Values Named(IEnumerable<BoundNode> expressions, Values read, Values into)
    {
        foreach (var expression in expressions)
        {
            if (expression.Kind == "SimpleNamedExpression" && expression.Child("Name")?.Symbol is { } symbol && ConstantFolding.Of(expression.Child("Expression"), read) is { } known)
            {
                into = into.SetItem(symbol, known);
            }
        }

        return into;
    }

    private static Values Summarize(BoundNode step, Values values)
    {
        var by = step.Child("ByClause")?.ChildrenOf("Expressions").ToList() ?? [];
        var result = Named(by, values, Values.Empty);
        foreach (var key in by.Where(k => k.Kind == "NameReference" && k.Symbol is not null && values.ContainsKey(k.Symbol)))
        {
            result = result.SetItem(key.Symbol!, values[key.Symbol!]);
        }

        foreach (var aggregate in step.ChildrenOf("Aggregates"))
        {
            var call = aggregate.Child("Name") is { Kind: "NameDeclaration" } ? aggregate.Child("Expression") : aggregate;
            var column = aggregate.Child("Name") is { Kind: "NameDeclaration", Symbol: { } named } ? named
                : call is { Symbol: { Kind: "aggregate", Name: "count" } } ? step.Type?.Columns.FirstOrDefault(c => c.Name == "count_") : null;
            if (column is not null && call is not null && ConstantFolding.OfAggregate(call, values, by.Count > 0) is { } known)
            {
                result = result.SetItem(column, known);
            }
        }

        return result;
    }

    private Values Join(BoundNode join, Values left, string kind, Action<BoundNode, Values> filter, int depth)
    {
        var right = join.Child("Expression") is { } expression ? After(expression, filter, depth + 1) : Values.Empty;
        return kind switch
        {
            "inner" or "innerunique" => right.SetItems(left),
            "leftouter" => OrNull(right).SetItems(left),
            "rightouter" => right.SetItems(OrNull(left)),
            "fullouter" => OrNull(right).SetItems(OrNull(left)),
            "leftsemi" or "leftanti" or "anti" or "leftantisemi" => left,
            _ => Values.Empty,
        };
    }

    private IEnumerable<(BoundType Rows, Values Values)> Branches(BoundNode union, Action<BoundNode, Values> filter, int depth) =>
        union.ChildrenOf("Expressions").Select(e => (e.Type!, After(e, filter, depth + 1)));

    // A column of the result is what the branches have under its name; where a branch has none, it is empty.
    private static Values Union(BoundNode union, IReadOnlyList<(BoundType? Rows, Values Values)> branches)
    {
        var result = Values.Empty;
        if (union.Type is not { IsTable: true } type || branches.Any(b => b.Rows is not { IsTable: true, IsOpen: false }))
        {
            return result;
        }

        foreach (var column in type.Columns)
        {
            ValueSet? known = null;
            var first = true;
            var missing = false;
            foreach (var (rows, values) in branches)
            {
                if (rows!.Columns.FirstOrDefault(c => c.Name == column.Name) is not { } own)
                {
                    missing = true;
                    continue;
                }

                var value = own.Type?.Name == column.Type?.Name ? values.GetValueOrDefault(own) : null;
                known = first ? value : ValueSet.Either(known, value);
                first = false;
            }

            if (known is not null)
            {
                result = result.SetItem(column, missing ? known.OrNull() : known);
            }
        }

        return result;
    }

    private static Values OrNull(Values values) => values.ToImmutableDictionary(v => v.Key, v => v.Value.OrNull());
}
