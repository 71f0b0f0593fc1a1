namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>Special functions by their series and continued fractions (Abramowitz and Stegun, chapters 6, 7 and 26), good to about 1e-13.</summary>
internal static class Distributions
{
    private const double Tiny = 1e-300;

    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    public static double LogGamma(double x)
    {
        if (x < 0.5)
        {
            return Math.Log(Math.PI / Math.Abs(Math.Sin(Math.PI * x))) - LogGamma(1 - x);
        }

        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
        {
            sum += Lanczos[i] / (x - 1 + i);
        }

        var t = x + 6.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x - 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }

    public static double Gamma(double x)
    {
        if (x == Math.Floor(x) && x is > 0 and <= 171)
        {
            var product = 1.0;
            for (var i = 2; i < (int)x; i++)
            {
                product *= i;
            }

            return product;
        }

        return x < 0.5 ? Math.PI / (Math.Sin(Math.PI * x) * Gamma(1 - x)) : Math.Exp(LogGamma(x));
    }

    public static double Erfc(double x) => x < 0 ? 2 - Erfc(-x) : x < 2 ? 1 - Erf(x) : Math.Exp(-x * x) / Math.Sqrt(Math.PI) * UpperFraction(x * x) * x;

    public static double Erf(double x)
    {
        if (Math.Abs(x) >= 2)
        {
            return Math.Sign(x) * (1 - Erfc(Math.Abs(x)));
        }

        double term = x, sum = x;
        for (var n = 1; n < 200 && Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    /// <summary>The regularized incomplete beta function.</summary>
    public static double BetaCdf(double x, double a, double b)
    {
        if (x is <= 0 or >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));
        return x < (a + 1) / (a + b + 2) ? front * BetaFraction(x, a, b) / a : 1 - (front * BetaFraction(1 - x, b, a) / b);
    }

    public static double BetaPdf(double x, double a, double b) => Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + ((a - 1) * Math.Log(x)) + ((b - 1) * Math.Log(1 - x)));

    public static double BetaInverse(double p, double a, double b)
    {
        double low = 0, high = 1;
        for (var i = 0; i < 200 && high - low > 1e-16 * high; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = BetaCdf(middle, a, b) < p ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    // Lentz's method for the upper incomplete gamma function with parameter 1/2.
    private static double UpperFraction(double x)
    {
        double b = x + 0.5, c = 1 / Tiny, d = 1 / b, h = d;
        for (var i = 1; i < 500; i++)
        {
            var an = -i * (i - 0.5);
            b += 2;
            d = 1 / NotZero((an * d) + b);
            c = NotZero(b + (an / c));
            h *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-16)
            {
                break;
            }
        }

        return h;
    }

    private static double BetaFraction(double x, double a, double b)
    {
        double c = 1, d = 1 / NotZero(1 - ((a + b) * x / (a + 1))), h = d;
        for (var m = 1; m < 1000; m++)
        {
            var even = m * (b - m) * x / ((a - 1 + (2 * m)) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            h *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + 1 + (2 * m)));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            h *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-16)
            {
                break;
            }
        }

        return h;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
