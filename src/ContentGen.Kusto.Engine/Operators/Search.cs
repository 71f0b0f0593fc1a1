using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>search: rows of the inputs in which the condition holds; a bare text is a term that any column may have.</summary>
internal static class Search
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        if (input.Label is null)
        {
            throw QueryCompiler.Refuse("search behind other operators", node);
        }

        return Over(compiler, node, [input], scope);
    }

    /// <summary>search at the start of a query: over the tables that it names, else the views that it declares where there is nothing else.</summary>
    public static RowSource Start(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var tables = node.Child("InClause")?.ChildrenOf("Expressions").Select(t => compiler.Rows(t, scope)).ToList() ?? Tables.Views(compiler, scope, _ => true);
        // The library gives to a search without names the columns of all tables and views that it can see.
        if (tables.Count == 0 || (node.Child("InClause") is null && !node.Type!.Columns.All(c => c.Name == "$table" || tables.Exists(t => t.Shape.IndexOf(c.Name) >= 0))))
        {
            throw QueryCompiler.Refuse("search over all tables: what a workspace has is not known offline; name them with search in (...)", node);
        }

        return tables.TrueForAll(t => t.Label is not null) ? Over(compiler, node, tables, scope) : throw QueryCompiler.Refuse("search in something else than tables and views", node);
    }

    private static RowSource Over(QueryCompiler compiler, BoundNode node, List<RowSource> inputs, Scope scope)
    {
        var condition = node.Child("Condition")!;
        if (inputs.Count > 1)
        {
            Guard(condition, inputs);
        }

        var columns = UnionColumns.Of([.. inputs.Select(i => i.Shape)], common: false);
        var folded = OperatorParameters.Value(node, "kind") is not "case_sensitive";
        var test = Condition(compiler, condition, scope.WithRow(new Shape(columns.Columns)), folded);
        var shape = new Shape(columns.Columns.Prepend(new Column("$table", ScalarType.String)));
        return new RowSource(shape, Rows);

        IEnumerable<Value[]> Rows(Run run)
        {
            var frame = new Frame(run);
            foreach (var (input, cells) in inputs.Zip(columns.Cells))
            {
                var label = Value.Of(input.Label!);
                foreach (var row in input.Rows(run))
                {
                    run.Tick();
                    frame.Row = inputs.Count == 1 ? row : United(row, cells);
                    if (test(frame))
                    {
                        run.CountRow();
                        var found = new Value[shape.Width];
                        frame.Row.AsSpan(1).CopyTo(found.AsSpan(2));
                        found[0] = row[0];
                        found[1] = label;
                        yield return found;
                    }
                }
            }
        }
    }

    // "Tables that don't contain any column used by the predicate are filtered out" (page of find); whether their columns are too is not said.
    private static void Guard(BoundNode condition, List<RowSource> tables)
    {
        var named = condition.Descendants().Prepend(condition).Where(d => d is { Kind: "NameReference", Symbol.Kind: "column" }).Select(d => d.Symbol!.Name).ToList();
        if (!HasTerm(condition) && tables.Exists(t => named.Exists(n => t.Shape.IndexOf(n) < 0)))
        {
            throw QueryCompiler.Refuse("search in a table that does not have all columns of the condition", condition);
        }
    }

    private static bool HasTerm(BoundNode condition) => condition.Kind switch
    {
        "ParenthesizedExpression" => HasTerm(condition.Child("Expression")!),
        "AndExpression" or "OrExpression" => Expressions.Logic.Parts(condition, condition.Kind).Any(HasTerm),
        _ => condition.Kind is "StarExpression" or "StringLiteralExpression" or "CompoundStringLiteralExpression",
    };

    private static Value[] United(Value[] row, int[] cells)
    {
        var united = new Value[cells.Length + 1];
        for (var i = 0; i < cells.Length; i++)
        {
            united[i + 1] = cells[i] > 0 ? row[cells[i]] : Value.Null;
        }

        return united;
    }

    private static Func<Frame, bool> Condition(QueryCompiler compiler, BoundNode node, Scope scope, bool folded)
    {
        if (node.Kind == "ParenthesizedExpression")
        {
            return Condition(compiler, node.Child("Expression")!, scope, folded);
        }

        if (node.Kind is "AndExpression" or "OrExpression")
        {
            var parts = Expressions.Logic.Parts(node, node.Kind).Select(p => Condition(compiler, p, scope, folded)).ToArray();
            return node.Kind == "AndExpression" ? f => Array.TrueForAll(parts, p => p(f)) : f => Array.Exists(parts, p => p(f));
        }

        if (node.Kind == "StarExpression")
        {
            return _ => true;
        }

        if (node.Kind is "StringLiteralExpression" or "CompoundStringLiteralExpression")
        {
            var test = SearchTerm.Of(node.Constant ?? "", folded, node);
            return f => Any(f.Row, test);
        }

        if (node.Kind == "SearchExpression" && node.Child("Right") is { Kind: "StringLiteralExpression" } pattern)
        {
            var (column, test) = (compiler.Scalar(node.Child("Left")!, scope), SearchTerm.Of(pattern.Constant ?? "", folded, node));
            return f => test(Scalars.Casts.Text(column.Evaluate(f), column.Type));
        }

        var scalar = compiler.Scalar(node, scope).Evaluate;
        return f => scalar(f).IsTrue;
    }

    /// <summary>Whether the text of any column passes a test.</summary>
    public static bool Any(Value[] row, Func<string, bool> test)
    {
        for (var i = 1; i < row.Length; i++)
        {
            if (test(ValueText.Of(row[i])))
            {
                return true;
            }
        }

        return false;
    }
}
