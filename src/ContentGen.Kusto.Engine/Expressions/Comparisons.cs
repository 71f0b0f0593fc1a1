using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Expressions;

/// <summary>
/// == != &lt; &lt;= &gt; &gt;= and between. With a null on one side == is false and != is true, with two nulls both are null; the others are null
/// with any null (null-values page of the Kusto documentation).
/// </summary>
internal static class Comparisons
{
    public static void Register(Dictionary<string, CompileExpression> kinds)
    {
        kinds.Add("EqualExpression", (compiler, node, scope) => Equality(compiler, node, scope, negated: false));
        kinds.Add("NotEqualExpression", (compiler, node, scope) => Equality(compiler, node, scope, negated: true));
        kinds.Add("LessThanExpression", (compiler, node, scope) => Order(compiler, node, scope, c => c < 0));
        kinds.Add("LessThanOrEqualExpression", (compiler, node, scope) => Order(compiler, node, scope, c => c <= 0));
        kinds.Add("GreaterThanExpression", (compiler, node, scope) => Order(compiler, node, scope, c => c > 0));
        kinds.Add("GreaterThanOrEqualExpression", (compiler, node, scope) => Order(compiler, node, scope, c => c >= 0));
        kinds.Add("BetweenExpression", (compiler, node, scope) => Between(compiler, node, scope, negated: false));
        kinds.Add("NotBetweenExpression", (compiler, node, scope) => Between(compiler, node, scope, negated: true));
    }

    private static Expr Equality(QueryCompiler compiler, BoundNode node, Scope scope, bool negated)
    {
        var (left, right) = Sides(compiler, node, scope, isEquality: true);
        Evaluate a = left.Evaluate, b = right.Evaluate;
        if (MixedTypes.IsComparable(left.Type, right.Type))
        {
            return Mixed(node, left, right, negated);
        }

        if (left.Type == ScalarType.String && right.Type == ScalarType.String)
        {
            return Bool(node, left, right, f => Value.Of(string.Equals(a(f).AsText, b(f).AsText, StringComparison.Ordinal) != negated));
        }

        return Bool(node, left, right, f =>
        {
            Value x = a(f), y = b(f);
            return x.IsNull || y.IsNull ? (x.IsNull && y.IsNull ? Value.Null : Value.Of(negated)) : Value.Of(AreEqual(x, y) != negated);
        });
    }

    private static Expr Mixed(BoundNode node, Expr left, Expr right, bool negated)
    {
        Evaluate a = left.Evaluate, b = right.Evaluate;
        Evaluate evaluate = f =>
        {
            Value x = left.Type == ScalarType.String ? Value.Of(a(f).AsText) : a(f), y = right.Type == ScalarType.String ? Value.Of(b(f).AsText) : b(f);
            return x.IsNull || y.IsNull ? Value.Of(negated) : Value.Of(MixedTypes.AreEqual(x, left.Type, y, right.Type) != negated);
        };
        return new Expr { Type = ScalarType.Bool, Evaluate = evaluate, VariesByRow = left.VariesByRow || right.VariesByRow, Span = node.Span };
    }

    /// <summary>Equality of two values that are not null; numbers of different kinds by their value.</summary>
    public static bool AreEqual(Value x, Value y) =>
        x.Kind == y.Kind
            ? x.Kind == ValueKind.Real ? x.AsReal == y.AsReal : x.Equals(y)
            : ValueOrder.IsNumber(x.Kind) && ValueOrder.IsNumber(y.Kind) && ValueOrder.CompareNumbers(x, y) == 0;

    private static Expr Order(QueryCompiler compiler, BoundNode node, Scope scope, Func<int, bool> accepts)
    {
        var (left, right) = Sides(compiler, node, scope);
        Evaluate a = left.Evaluate, b = right.Evaluate;
        return Bool(node, left, right, f => Ordered(a(f), b(f), accepts));
    }

    private static Value Ordered(Value x, Value y, Func<int, bool> accepts)
    {
        if (x.IsNull || y.IsNull)
        {
            return Value.Null;
        }

        if (IsNaN(x) || IsNaN(y))
        {
            return Value.False;
        }

        return x.Kind == y.Kind || (ValueOrder.IsNumber(x.Kind) && ValueOrder.IsNumber(y.Kind)) ? Value.Of(accepts(ValueOrder.Compare(x, y))) : Value.Null;
    }

    private static bool IsNaN(Value value) => value.Kind == ValueKind.Real && double.IsNaN(value.AsReal);

    // Both ends belong to the range; after a datetime the second may be a timespan: t between (start .. 1d).
    private static Expr Between(QueryCompiler compiler, BoundNode node, Scope scope, bool negated)
    {
        var couple = node.Child("Right")!;
        var value = compiler.Scalar(node.Child("Left")!, scope);
        var from = compiler.Scalar(couple.Child("First")!, scope);
        var to = compiler.Scalar(couple.Child("Second")!, scope);
        Evaluate v = value.Evaluate, low = from.Evaluate, high = to.Evaluate;
        var isSpan = value.Type == ScalarType.DateTime && to.Type == ScalarType.TimeSpan;
        return Bool(node, value, from, f =>
        {
            Value x = v(f), a = low(f), b = high(f);
            if (isSpan && !a.IsNull && !b.IsNull)
            {
                b = Times.Add(a, b.AsTicks);
            }

            Value above = Ordered(x, a, c => c >= 0), below = Ordered(x, b, c => c <= 0);
            return above.IsNull || below.IsNull ? Value.Null : Value.Of((above.IsTrue && below.IsTrue) != negated);
        }, to);
    }

    /// <summary>
    /// The sides of a comparison as comparable kinds: a literal text beside a datetime is read as one; a dynamic stays as it is.
    /// </summary>
    private static (Expr Left, Expr Right) Sides(QueryCompiler compiler, BoundNode node, Scope scope, bool isEquality = false)
    {
        var left = compiler.Scalar(node.Child("Left")!, scope);
        var right = compiler.Scalar(node.Child("Right")!, scope);
        left = AsTime(left, right.Type);
        right = AsTime(right, left.Type);
        if (left.Type != right.Type && left.Type != ScalarType.Dynamic && right.Type != ScalarType.Dynamic && !(left.Type.IsNumber() && right.Type.IsNumber()) && !(isEquality && MixedTypes.IsComparable(left.Type, right.Type)))
        {
            throw QueryCompiler.Refuse($"a comparison of {left.Type.Name()} with {right.Type.Name()}: Kusto converts in ways that are not documented", node);
        }

        return (left, right);
    }

    // A literal text beside a datetime is read as one (measured on the emulator).
    private static Expr AsTime(Expr side, ScalarType other) =>
        side is { IsConstant: true, Type: ScalarType.String } && other == ScalarType.DateTime
            ? Expr.Of(Casts.To(side.Constant, ScalarType.DateTime), ScalarType.DateTime, side.Span)
            : side;

    internal static Expr Bool(BoundNode node, Expr left, Expr right, Evaluate evaluate, Expr? third = null)
    {
        if (left.IsConstant && right.IsConstant && third?.IsConstant != false)
        {
            return Expr.Of(evaluate(null!), ScalarType.Bool, node.Span);
        }

        return new Expr { Type = ScalarType.Bool, Evaluate = evaluate, VariesByRow = left.VariesByRow || right.VariesByRow || third?.VariesByRow == true, Span = node.Span };
    }
}
