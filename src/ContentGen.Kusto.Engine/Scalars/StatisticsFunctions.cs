using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>gamma(), erf(), the beta distribution and Welch's test.</summary>
internal static class StatisticsFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("gamma", Lift.Real(x => x > 0 ? Distributions.Gamma(x) : throw new RunStopped("gamma() of a number that is not positive")));
        table.Add("loggamma", Lift.Real(x => x > 0 ? Distributions.LogGamma(x) : throw new RunStopped("loggamma() of a number that is not positive")));
        table.Add("erf", Lift.Real(x => Distributions.Erf(x)));
        table.Add("erfc", Lift.Real(x => Distributions.Erfc(x)));
        // Outside of [0, 1]: NaN for the density and the distribution, null for the inverse; NaN for parameters that are not positive (emulator).
        table.Add("beta_pdf", call => Beta(call, double.NaN, Distributions.BetaPdf));
        table.Add("beta_cdf", call => Beta(call, double.NaN, Distributions.BetaCdf));
        table.Add("beta_inv", call => Beta(call, null, Distributions.BetaInverse));
        table.Add("welch_test", Welch);
    }

    private static Evaluate Beta(FunctionCall call, double? outside, Func<double, double, double, double> of)
    {
        Func<Frame, double?> first = call.Real(0), alpha = call.Real(1), beta = call.Real(2);
        return f =>
        {
            if (first(f) is not { } x || alpha(f) is not { } a || beta(f) is not { } b)
            {
                return Value.Null;
            }

            return a <= 0 || b <= 0 ? Value.Of(double.NaN) : x is < 0 or > 1 ? Value.Of(outside) : Value.Of(of(x, a, b));
        };
    }

    // The two-sided probability of Student's t with the degrees of freedom of Welch and Satterthwaite.
    private static Evaluate Welch(FunctionCall call)
    {
        var numbers = Enumerable.Range(0, 6).Select(call.Real).ToArray();
        return f =>
        {
            var known = numbers.Select(n => n(f)).ToArray();
            if (known.Any(k => k is null))
            {
                return Value.Null;
            }

            var (m1, v1, n1, m2, v2, n2) = (known[0]!.Value, known[1]!.Value, known[2]!.Value, known[3]!.Value, known[4]!.Value, known[5]!.Value);
            var (e1, e2) = (v1 / n1, v2 / n2);
            if (n1 <= 1 || n2 <= 1 || !(e1 + e2 > 0))
            {
                throw new RunStopped("welch_test() of too few samples");
            }

            var t = (m1 - m2) / Math.Sqrt(e1 + e2);
            var freedom = (e1 + e2) * (e1 + e2) / ((e1 * e1 / (n1 - 1)) + (e2 * e2 / (n2 - 1)));
            return Value.Of(Distributions.BetaCdf(freedom / (freedom + (t * t)), freedom / 2, 0.5));
        };
    }
}
