using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Operators;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Expressions;

/// <summary>Columns, lets and arguments, and the ways into dynamic values.</summary>
internal static class Names
{
    public static void Register(Dictionary<string, CompileExpression> kinds)
    {
        kinds.Add("NameReference", Name);
        kinds.Add("ParenthesizedExpression", (compiler, node, scope) => compiler.Scalar(node.Child("Expression")!, scope));
        kinds.Add("SimpleNamedExpression", (compiler, node, scope) => compiler.Scalar(node.Child("Expression")!, scope));
        kinds.Add("PathExpression", Path);
        kinds.Add("ElementExpression", Element);
        kinds.Add("BracketedExpression", (compiler, node, scope) => compiler.Scalar(node.Child("Expression")!, scope));
        kinds.Add("ToScalarExpression", ToScalar);
    }

    /// <summary>A cell of the current row.</summary>
    public static Expr Column(Shape shape, int place)
    {
        var cell = place + 1;
        return new Expr { Type = shape.Columns[place].Type, Cell = cell, Evaluate = f => f.Row[cell] };
    }

    private static Expr Name(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var name = node.Symbol?.Name ?? node.Name ?? "";
        if (node.Symbol?.Kind == "column")
        {
            return scope.Row.IndexOf(name) is var place and >= 0 ? Column(scope.Row, place) : scope.PartitionKey(name) ?? throw QueryCompiler.Refuse($"the column '{name}' is not known offline", node);
        }

        if (scope.Find(name) is { } meaning)
        {
            return meaning switch
            {
                LetValue let => let.Scalar(compiler) is var value && !let.IsOutOfReach(value, scope) ? value
                    : throw QueryCompiler.Refuse($"'{name}' stands for a column of rows outside of these", node),
                Expr known => known,
                LetFunction when node.Body is not null => Calls.UserFunction(compiler, node, scope, name),
                _ => throw QueryCompiler.Refuse($"'{name}' is no scalar", node),
            };
        }

        return node.Constant is { } constant
            ? Expr.Of(Literals.Constant(constant, Literals.TypeOf(node), node), Literals.TypeOf(node), node.Span)
            : throw QueryCompiler.Refuse($"'{name}' is not known offline", node);
    }

    private static Expr Path(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var left = node.Child("Expression")!;
        var selector = node.Child("Selector")!;
        if (left is { Kind: "NameReference", Name: "$left" or "$right" } side)
        {
            return Side(side.Name == "$right", selector, scope);
        }

        if (left is { Kind: "NameReference", Name: { } name } && scope.Find(name) is ScanStepRow step)
        {
            return StepColumn(step, selector);
        }

        if (SegmentedFit.PartOf(compiler, left, selector, scope) is { } part)
        {
            return part;
        }

        return selector.Kind == "NameReference"
            ? Property(compiler.Scalar(left, scope), selector.Name ?? "")
            : At(compiler.Scalar(left, scope), compiler.Scalar(selector, scope));
    }

    private static Expr Side(bool right, BoundNode selector, Scope scope)
    {
        var shape = right ? scope.Right ?? throw QueryCompiler.Refuse("$right outside of a join", selector) : scope.Row;
        var place = shape.IndexOf(selector.Name ?? "");
        if (place < 0)
        {
            throw QueryCompiler.Refuse($"the column '{selector.Name}' is not known offline", selector);
        }

        var cell = place + 1;
        return right ? new Expr { Type = shape.Columns[place].Type, Evaluate = f => f.Other[cell] } : Column(shape, place);
    }

    // A column of the row that a step of scan took; of a step that took none, the declared default or null.
    private static Expr StepColumn(ScanStepRow step, BoundNode selector)
    {
        var place = step.Row.IndexOf(selector.Name ?? "");
        if (place < 0)
        {
            throw QueryCompiler.Refuse($"the column '{selector.Name}' is not known offline", selector);
        }

        var cell = place + 1;
        return new Expr { Type = step.Row.Columns[place].Type, Evaluate = f => (f.Steps[step.Step] ?? f.StepDefault)[cell] };
    }

    private static Expr Element(QueryCompiler compiler, BoundNode node, Scope scope) =>
        TupleItem(compiler, node, scope) ?? At(compiler.Scalar(node.Child("Expression")!, scope), compiler.Scalar(node.Child("Selector")!, scope));

    // array_sort_asc(x, y)[1]: one of the columns that a function returns.
    private static Expr? TupleItem(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var call = node.Child("Expression")!;
        if (call is not { Kind: "FunctionCallExpression", Symbol: { Kind: "function", Name: var name } } || TupleFunctions.Find(name) is null)
        {
            return null;
        }

        var place = node.Child("Selector")?.Child("Expression")?.Constant;
        var values = Outputs.Of(compiler, call, scope).ToList();
        return values.Count > 1 && int.TryParse(place, System.Globalization.CultureInfo.InvariantCulture, out var i) && i < values.Count ? values[i].Value : null;
    }

    private static Expr Property(Expr of, string key)
    {
        var value = of.Evaluate;
        return new Expr { Type = ScalarType.Dynamic, VariesByRow = of.VariesByRow, Evaluate = f => value(f).AsBag is { } bag ? bag.At(key) : Value.Null };
    }

    // d["key"], d[0]; an index that comes as text into an array, or a number into a bag, finds nothing.
    private static Expr At(Expr of, Expr index)
    {
        var value = of.Evaluate;
        var at = index.Evaluate;
        return new Expr
        {
            Type = ScalarType.Dynamic,
            VariesByRow = of.VariesByRow || index.VariesByRow,
            Evaluate = f => value(f) switch
            {
                { AsBag: { } bag } => at(f) is { IsText: true } key ? bag.At(key.AsText) : Value.Null,
                { AsArray: { } array } => at(f) is { Kind: ValueKind.Long } place ? array.At(place.AsLong) : Value.Null,
                _ => Value.Null,
            },
        };
    }

    // The first column of the first row; null when there is none.
    private static Expr ToScalar(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var inner = node.Child("Expression")!;
        if (!QueryCompiler.IsTabular(inner))
        {
            return compiler.Scalar(inner, scope);
        }

        var rows = compiler.Rows(inner, scope);
        return new Expr
        {
            Type = rows.Shape.Columns.Length > 0 ? rows.Shape.Columns[0].Type : Literals.TypeOf(node),
            VariesByRow = false,
            Evaluate = f =>
            {
                foreach (var row in rows.Rows(f.Run))
                {
                    return row[1];
                }

                return Value.Null;
            },
        };
    }
}
