using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>pivot(column [, count()]): a column for each value, in the order of the values, with the number of rows of each group.</summary>
internal static class Pivot
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode call, RowSource input, Scope scope)
    {
        var arguments = call.Child("ArgumentList")?.Children ?? [];
        if (arguments is not [{ Kind: "NameReference", Symbol: { Kind: "column", Name: var name } }, ..] || (arguments.Length > 1 && arguments[1] is not { Symbol: { Kind: "aggregate", Name: "count" } }))
        {
            throw QueryCompiler.Refuse("pivot with another aggregate than count()", call);
        }

        var by = arguments.Length > 2 ? arguments.Skip(2).Select(a => a.Symbol?.Name ?? "").ToList() : [.. input.Shape.Columns.Where(c => c.Name != name).Select(c => c.Name)];
        var keys = by.Select(k => input.Shape.IndexOf(k) is var i and >= 0 ? i : throw QueryCompiler.Refuse("pivot by something else than columns", call)).ToArray();
        var pivot = input.Shape.IndexOf(name);
        return RowSource.Deferred(new Shape(keys.Select(k => input.Shape.Columns[k])), run => Pivoted(run, input, pivot, keys));
    }

    private static RowSource Pivoted(Run run, RowSource input, int pivot, int[] keys)
    {
        var groups = new OrderedDictionary<Value[], Dictionary<string, long>>(RowKey.Comparer);
        var values = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var row in run.Keep(input.Rows(run)))
        {
            var value = ValueText.Of(row[pivot + 1], input.Shape.Columns[pivot].Type);
            Value[] key = [.. keys.Select(k => row[k + 1])];
            if (!groups.TryGetValue(key, out var counts))
            {
                groups.Add(key, counts = new Dictionary<string, long>(StringComparer.Ordinal));
            }

            counts[value] = counts.GetValueOrDefault(value) + 1;
            _ = values.Add(value);
        }

        var shape = new Shape(keys.Select(k => input.Shape.Columns[k]).Concat(values.Select(v => new Column(v, ScalarType.Long))));
        return new RowSource(shape, _ => groups.Select(g => (Value[])[default, .. g.Key, .. values.Select(v => Value.Of(g.Value.GetValueOrDefault(v)))]));
    }
}
