using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>series_add() and its kind: item by item, and single numbers of whole series.</summary>
internal static class SeriesFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("series_add", Series.Pairwise((a, b) => Whole(a, b) ? Value.Of(unchecked(a.AsLong + b.AsLong)) : Value.Of(Numbers.Real(a) + Numbers.Real(b))));
        table.Add("series_subtract", Series.Pairwise((a, b) => Whole(a, b) ? Value.Of(unchecked(a.AsLong - b.AsLong)) : Value.Of(Numbers.Real(a) - Numbers.Real(b))));
        table.Add("series_multiply", Series.Pairwise((a, b) => Whole(a, b) ? Value.Of(unchecked(a.AsLong * b.AsLong)) : Value.Of(Numbers.Real(a) * Numbers.Real(b))));
        table.Add("series_divide", Series.Pairwise((a, b) => Value.Of(Numbers.Real(a) / Numbers.Real(b))));
        table.Add("series_pow", Series.Pairwise((a, b) => Value.Of(MathFunctions.Defined(Math.Pow(Numbers.Real(a), Numbers.Real(b)), Numbers.Real(a), Numbers.Real(b)))));
        foreach (var (name, test) in new (string, Func<int, bool>)[] { ("greater", c => c > 0), ("greater_equals", c => c >= 0), ("less", c => c < 0), ("less_equals", c => c <= 0), ("equals", c => c == 0), ("not_equals", c => c != 0) })
        {
            table.Add($"series_{name}", Series.Pairwise((a, b) => Value.Of(test(ValueOrder.Compare(a, b)))));
        }

        foreach (var (name, of) in new (string, Func<double, double>)[]
        {
            ("exp", Math.Exp), ("sin", Math.Sin), ("asin", Math.Asin), ("cos", Math.Cos), ("acos", Math.Acos), ("tan", Math.Tan), ("atan", Math.Atan), ("log", Math.Log), ("floor", Math.Floor), ("ceiling", Math.Ceiling),
        })
        {
            table.Add($"series_{name}", Series.Each(of));
        }

        table.Add("series_abs", Lift.Array(a => Series.Of(a.Items.Select(i => i.Kind switch { ValueKind.Long => Value.Of(Math.Abs(i.AsLong)), ValueKind.Real => Value.Of(Math.Abs(i.AsReal)), _ => Value.Null }))));
        table.Add("series_sign", Lift.Array(a => Series.Of(a.Items.Select(i => Series.IsNumber(i) && !double.IsNaN(Numbers.Real(i)) ? Value.Of((long)Math.Sign(Numbers.Real(i))) : Value.Null))));
        table.Add("series_sum", Series.Whole(n => n.Sum()));
        table.Add("series_product", Series.Whole(n => n.Aggregate(1.0, (a, b) => a * b)));
        table.Add("series_magnitude", Series.Whole(n => Math.Sqrt(n.Sum(x => x * x))));
        table.Add("series_dot_product", DotProduct);
        table.Add("series_cosine_similarity", Cosine);
        table.Add("series_pearson_correlation", Lift.Any((a, b) => Series.Numbers(a) is { Length: > 1 } x && Series.Numbers(b) is { } y && x.Length == y.Length ? Value.Of(Pearson(x, y)) : Value.Null));
    }

    private static bool Whole(Value a, Value b) => a.Kind == ValueKind.Long && b.Kind == ValueKind.Long;

    private static Evaluate DotProduct(FunctionCall call)
    {
        Evaluate first = call.Of(0), second = call.Of(1);
        return f =>
        {
            Value a = first(f), b = second(f);
            var length = Math.Max(a.AsArray?.Count ?? 0, b.AsArray?.Count ?? 0);
            var pairs = Enumerable.Range(0, length).Select(i => (X: Series.At(a, i), Y: Series.At(b, i))).ToArray();
            return length > 0 && pairs.All(p => Series.IsNumber(p.X) && Series.IsNumber(p.Y)) ? Value.Of(pairs.Sum(p => Numbers.Real(p.X) * Numbers.Real(p.Y))) : Value.Null;
        };
    }

    private static Evaluate Cosine(FunctionCall call)
    {
        if (call.Count > 2)
        {
            throw call.Refuse("given magnitudes");
        }

        Evaluate first = call.Of(0), second = call.Of(1);
        return f => Series.Numbers(first(f)) is { Length: > 0 } x && Series.Numbers(second(f)) is { } y && x.Length == y.Length
            ? Value.Of(x.Zip(y, (a, b) => a * b).Sum() / (Math.Sqrt(x.Sum(a => a * a)) * Math.Sqrt(y.Sum(b => b * b))))
            : Value.Null;
    }

    private static double Pearson(double[] x, double[] y)
    {
        var (mx, my) = (x.Average(), y.Average());
        return x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum() / Math.Sqrt(x.Sum(a => (a - mx) * (a - mx)) * y.Sum(b => (b - my) * (b - my)));
    }
}
