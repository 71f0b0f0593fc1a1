using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Expressions;

/// <summary>+ - * / % and signs. Integers divide without a rest; null with anything is null.</summary>
internal static class Arithmetic
{
    private delegate Value Operation(Value left, Value right);

    public static void Register(Dictionary<string, CompileExpression> kinds)
    {
        foreach (var (kind, sign) in new[] { ("AddExpression", '+'), ("SubtractExpression", '-'), ("MultiplyExpression", '*'), ("DivideExpression", '/'), ("ModuloExpression", '%') })
        {
            kinds.Add(kind, (compiler, node, scope) => Binary(compiler, node, scope, sign));
        }

        kinds.Add("UnaryMinusExpression", (compiler, node, scope) => Sign(compiler.Scalar(node.Children[0], scope), negative: true));
        kinds.Add("UnaryPlusExpression", (compiler, node, scope) => Sign(compiler.Scalar(node.Children[0], scope), negative: false));
    }

    private static Expr Binary(QueryCompiler compiler, BoundNode node, Scope scope, char sign)
    {
        var left = compiler.Scalar(node.Child("Left")!, scope);
        var right = compiler.Scalar(node.Child("Right")!, scope);
        var type = TypeOf(node, sign, left.Type, right.Type);
        var operation = Choose(sign, left.Type, right.Type, type) ?? throw QueryCompiler.Refuse($"'{sign}' of {left.Type.Name()} and {right.Type.Name()}", node);
        Evaluate a = left.Evaluate, b = right.Evaluate;
        Evaluate evaluate = f => a(f) is { IsNull: false } x && b(f) is { IsNull: false } y ? operation(x, y) : Value.Null;
        return Fold(new Expr { Type = type, Evaluate = evaluate, VariesByRow = left.VariesByRow || right.VariesByRow, Span = node.Span }, left, right);
    }

    // The library does not know the type behind columns that only the run knows.
    private static ScalarType TypeOf(BoundNode node, char sign, ScalarType left, ScalarType right) =>
        ScalarTypes.Find(node.Type?.Name ?? "") ?? ((left, right) switch
        {
            (ScalarType.Decimal, _) or (_, ScalarType.Decimal) => ScalarType.Decimal,
            (ScalarType.Real, _) or (_, ScalarType.Real) when left.IsNumber() && right.IsNumber() => ScalarType.Real,
            _ when left.IsNumber() && right.IsNumber() => ScalarType.Long,
            (ScalarType.DateTime, ScalarType.DateTime) => ScalarType.TimeSpan,
            (ScalarType.TimeSpan, ScalarType.TimeSpan) when sign == '/' => ScalarType.Real,
            (ScalarType.DateTime, _) or (_, ScalarType.DateTime) => ScalarType.DateTime,
            _ => ScalarType.TimeSpan,
        });

    private static Expr Fold(Expr expr, Expr left, Expr right)
    {
        try
        {
            return left.IsConstant && right.IsConstant ? Expr.Of(expr.Evaluate(null!), expr.Type, expr.Span) : expr;
        }
        catch (RunStopped stopped)
        {
            throw new RefusedException(stopped.Message, expr.Span);
        }
    }

    private static Expr Sign(Expr of, bool negative)
    {
        if (!negative)
        {
            return of;
        }

        var value = of.Evaluate;
        Evaluate evaluate = f => value(f) is { IsNull: false } v ? v.Kind switch
        {
            ValueKind.Long => Value.Of(unchecked(-v.AsLong)),
            ValueKind.Real => Value.Of(-v.AsReal),
            ValueKind.Decimal => Value.Of(-v.AsDecimal),
            ValueKind.TimeSpan => Value.TimeSpan(unchecked(-v.AsTicks)),
            _ => Value.Null,
        } : Value.Null;
        return of.IsConstant ? Expr.Of(evaluate(null!), of.Type, of.Span) : new Expr { Type = of.Type, Evaluate = evaluate, VariesByRow = of.VariesByRow };
    }

    private static Operation? Choose(char sign, ScalarType left, ScalarType right, ScalarType type)
    {
        if (left.IsNumber() && right.IsNumber())
        {
            return type switch
            {
                ScalarType.Long or ScalarType.Int => Integers(sign),
                ScalarType.Real => (a, b) => Value.Of(Real(sign, Numbers.Real(a), Numbers.Real(b))),
                ScalarType.Decimal => (a, b) => Decimal(sign, Numbers.Decimal(a), Numbers.Decimal(b)),
                _ => null,
            };
        }

        return (left, sign, right) switch
        {
            (ScalarType.DateTime, '+', ScalarType.TimeSpan) => (a, b) => Times.Add(a, b.AsTicks),
            (ScalarType.TimeSpan, '+', ScalarType.DateTime) => (a, b) => Times.Add(b, a.AsTicks),
            (ScalarType.DateTime, '-', ScalarType.TimeSpan) => (a, b) => Times.At((Int128)a.AsTicks - b.AsTicks),
            (ScalarType.DateTime, '-', ScalarType.DateTime) => (a, b) => Value.TimeSpan(a.AsTicks - b.AsTicks),
            (ScalarType.TimeSpan, '+', ScalarType.TimeSpan) => (a, b) => Value.TimeSpan(unchecked(a.AsTicks + b.AsTicks)),
            (ScalarType.TimeSpan, '-', ScalarType.TimeSpan) => (a, b) => Value.TimeSpan(unchecked(a.AsTicks - b.AsTicks)),
            (ScalarType.TimeSpan, '/', ScalarType.TimeSpan) => (a, b) => Value.Of((double)a.AsTicks / b.AsTicks),
            (ScalarType.TimeSpan, '%', ScalarType.TimeSpan) => (a, b) => b.AsTicks == 0 ? Value.Null : Value.TimeSpan(Modulo(a.AsTicks, b.AsTicks)),
            (ScalarType.TimeSpan, '*', ScalarType.Int or ScalarType.Long) => (a, b) => Value.TimeSpan(unchecked(a.AsTicks * b.AsLong)),
            (ScalarType.Int or ScalarType.Long, '*', ScalarType.TimeSpan) => (a, b) => Value.TimeSpan(unchecked(a.AsLong * b.AsTicks)),
            (ScalarType.TimeSpan, '*', ScalarType.Real) => (a, b) => Span(a.AsTicks * b.AsReal),
            (ScalarType.Real, '*', ScalarType.TimeSpan) => (a, b) => Span(a.AsReal * b.AsTicks),
            (ScalarType.TimeSpan, '/', ScalarType.Int or ScalarType.Long) => (a, b) => b.AsLong == 0 ? Value.Null : Value.TimeSpan(a.AsTicks / b.AsLong),
            (ScalarType.TimeSpan, '/', ScalarType.Real) => (a, b) => Span(a.AsTicks / b.AsReal),
            _ => null,
        };
    }

    private static Operation? Integers(char sign) => sign switch
    {
        '+' => (a, b) => Value.Of(unchecked(a.AsLong + b.AsLong)),
        '-' => (a, b) => Value.Of(unchecked(a.AsLong - b.AsLong)),
        '*' => (a, b) => Value.Of(unchecked(a.AsLong * b.AsLong)),
        '/' => (a, b) => b.AsLong switch { 0 => Value.Null, -1 => Value.Of(unchecked(-a.AsLong)), var by => Value.Of(a.AsLong / by) },
        '%' => (a, b) => b.AsLong == 0 ? Value.Null : Value.Of(Modulo(a.AsLong, b.AsLong)),
        _ => null,
    };

    // "The result of modulo is never negative" (binary operators, Kusto documentation).
    private static long Modulo(long left, long by)
    {
        var size = by == long.MinValue ? long.MaxValue : Math.Abs(by);
        var rest = by == -1 ? 0 : left % by;
        return rest < 0 ? rest + size : rest;
    }

    private static double Real(char sign, double a, double b) => sign switch { '+' => a + b, '-' => a - b, '*' => a * b, '/' => a / b, _ => a - (b * Math.Floor(a / b)) };

    private static Value Decimal(char sign, decimal a, decimal b) => sign switch
    {
        '+' => Value.Of(Decimals.Sum(a, b)),
        '-' => Value.Of(Decimals.Difference(a, b)),
        '*' => Value.Of(Decimals.Product(a, b)),
        _ when b == 0 => Value.Null,
        '/' => Value.Of(Decimals.Quotient(a, b)),
        _ => Value.Of(Decimals.Remainder(a, b)),
    };

    private static Value Span(double ticks) => Math.Abs(ticks) < 9.2e18 ? Value.TimeSpan((long)Math.Round(ticks)) : Value.Null;
}
