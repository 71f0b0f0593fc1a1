using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>search: rows of one input in which the condition holds; a bare text is a term that any column may have.</summary>
internal static class Search
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        if (input.Label is not { } label)
        {
            throw QueryCompiler.Refuse("search behind other operators", node);
        }

        return Over(compiler, node, input, label, scope);
    }

    /// <summary>search at the start of a query: over the tables that it names.</summary>
    public static RowSource Start(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var tables = node.Child("InClause")?.ChildrenOf("Expressions").ToList() ?? [];
        if (tables is not [var only] || compiler.Rows(only, scope) is not { Label: { } label } rows)
        {
            throw QueryCompiler.Refuse("search over other than one table", node);
        }

        return Over(compiler, node, rows, label, scope);
    }

    private static RowSource Over(QueryCompiler compiler, BoundNode node, RowSource input, string label, Scope scope)
    {
        var folded = OperatorParameters.Value(node, "kind") is not "case_sensitive";
        var condition = Condition(compiler, node.Child("Condition")!, scope.WithRow(input.Shape), folded);
        var shape = new Shape(input.Shape.Columns.Prepend(new Column("$table", ScalarType.String)));
        return new RowSource(shape, Rows);

        IEnumerable<Value[]> Rows(Run run)
        {
            var frame = new Frame(run);
            foreach (var row in input.Rows(run))
            {
                run.Tick();
                frame.Row = row;
                if (condition(frame))
                {
                    run.CountRow();
                    var found = new Value[shape.Width];
                    row.AsSpan(1).CopyTo(found.AsSpan(2));
                    found[0] = row[0];
                    found[1] = Value.Of(label);
                    yield return found;
                }
            }
        }
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
