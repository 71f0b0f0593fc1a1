using System.Text.RegularExpressions;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>union: rows of all inputs one input after the other; a column that an input lacks is null in its rows.</summary>
internal static class Union
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, Scope scope, RowSource? first)
    {
        var isFuzzy = OperatorParameters.Value(node, "isfuzzy") == "true";
        var parts = new List<(RowSource Rows, string Name)>();
        if (first is not null)
        {
            parts.Add((first, first.Label ?? "union_arg0"));
        }

        foreach (var expression in node.ChildrenOf("Expressions"))
        {
            foreach (var rows in Inputs(compiler, expression, scope, isFuzzy))
            {
                parts.Add((rows, rows.Label ?? $"union_arg{parts.Count}"));
            }
        }

        return parts.Exists(p => p.Rows.Late is not null)
            ? RowSource.Deferred(Tables.KnownShapeOf(node), run => Of(compiler, node, [.. parts.Select(p => (p.Rows.Late?.Invoke(run) ?? p.Rows, p.Name))]))
            : Of(compiler, node, parts);
    }

    private static RowSource Of(QueryCompiler compiler, BoundNode node, List<(RowSource Rows, string Name)> parts)
    {
        var source = OperatorParameters.Value(node, "withsource") ?? OperatorParameters.Value(node, "with_source");
        var isInner = OperatorParameters.Value(node, "kind") == "inner";
        var columns = UnionColumns.Of([.. parts.Select(p => p.Rows.Shape)], isInner);
        if (isInner && columns.Columns.Exists(c => parts.TrueForAll(p => p.Rows.Shape.IndexOf(c.Name) < 0)))
        {
            throw QueryCompiler.Refuse("union kind=inner of a column that has several types", node);
        }

        if (node.ChildrenOf("Expressions").FirstOrDefault(e => Pattern(e) is not null) is { } pattern && node.Type!.Columns.Any(k => k.Name != source && columns.Columns.TrueForAll(c => c.Name != k.Name)))
        {
            throw QueryCompiler.Refuse($"the tables that '{pattern.Name}' matches beside views of the query", node);
        }

        if (node.Type is { IsTable: true, Columns: var known } && (isInner ? columns.Columns.Count + (source is null ? 0 : 1) < known.Length : columns.Columns.Exists(c => known.All(k => k.Name != c.Name))))
        {
            // The library loses the third type of a column whose first two inputs agree, Kusto splits it; and it keeps columns that not all
            // inputs have, though "inner causes the result to have the subset of columns that are common to all" (page of union).
            compiler.Splits();
        }

        var shape = new Shape(source is null ? columns.Columns : columns.Columns.Prepend(new Column(source, ScalarType.String)));
        var offset = source is null ? 1 : 2;
        var maps = parts.Select((p, i) => (p.Rows, Name: Value.Of(p.Name), Cells: columns.Cells[i])).ToArray();
        return new RowSource(shape, Rows);

        IEnumerable<Value[]> Rows(Run run)
        {
            foreach (var (rows, name, cells) in maps)
            {
                foreach (var row in rows.Rows(run))
                {
                    run.CountRow();
                    var united = new Value[shape.Width];
                    united[0] = row[0];
                    united[1] = name;
                    for (var i = 0; i < cells.Length; i++)
                    {
                        united[i + offset] = cells[i] > 0 ? row[cells[i]] : Value.Null;
                    }

                    yield return united;
                }
            }
        }
    }

    private static string? Pattern(BoundNode expression) => expression is { Kind: "NameReference", Name: { } name } && name.Contains('*', StringComparison.Ordinal) ? name : null;

    private static List<RowSource> Inputs(QueryCompiler compiler, BoundNode expression, Scope scope, bool isFuzzy) =>
        Pattern(expression) is { } pattern ? Views(compiler, pattern, expression, scope, isFuzzy) : isFuzzy && IsMissing(expression, scope) ? [] : [compiler.AnyRows(expression, scope)];

    // Views that the query declares; which tables of the workspace a pattern matches is not known here.
    private static List<RowSource> Views(QueryCompiler compiler, string pattern, BoundNode node, Scope scope, bool isFuzzy)
    {
        var regex = new Regex($"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}$", RegexOptions.NonBacktracking);
        var found = Tables.Views(compiler, scope, regex.IsMatch);
        if (found.Count == 0 && (!isFuzzy || node.Symbol is not null))
        {
            throw QueryCompiler.Refuse($"the tables that '{pattern}' matches", node);
        }

        return found;
    }

    // The table or view that an expression starts from is known to nobody.
    private static bool IsMissing(BoundNode expression, Scope scope)
    {
        var start = expression;
        while (start.Kind is "ParenthesizedExpression" or "PipeExpression")
        {
            start = start.Child("Expression")!;
        }

        return start is { Kind: "NameReference", Symbol: null, Name: { } name } && scope.Find(name) is null;
    }
}
