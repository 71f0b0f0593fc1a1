using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>
/// The periods of a series as Kusto scores them. How it does that is not documented, but measured: the score of a period is the circular
/// autocorrelation at that distance, scaled so that the least of all is 0 and that of the series with itself is 1 (the emulator's result of
/// series_periods_detect(), all digits), and the highest hill from 4 to below half of the length is the period that series_decompose() and
/// series_seasonal() take (the emulator's four decompositions without a given period; the three series of the page of series_seasonal).
/// What further hills must have to count is not known: a series where that matters has no answer.
/// </summary>
internal sealed class SeriesPeriods
{
    private const int Shortest = 4;

    // The work grows with the square of the length.
    private const int MostPoints = 20_000;

    // series_decompose() wants a score of at least 0.6 (its page), so a hill that high is found; one on the side of another with up to 0.48 is
    // none (measured).
    private const double Taken = 0.6;
    private const double Passed = 0.48;

    private readonly double[] _scores;
    private readonly int _length;

    public SeriesPeriods(double[] series)
    {
        if (series.Length > MostPoints)
        {
            throw new RunStopped($"periods of a series of more than {MostPoints} points");
        }

        _length = series.Length;
        _scores = ScoresOf(series);
    }

    /// <summary>
    /// The period that stands out, between two lengths; more than one where several have the same score; none where no distance scores
    /// as much as the threshold.
    /// </summary>
    public IReadOnlyList<int> Best(double threshold, double min = 0, double max = double.PositiveInfinity)
    {
        var hills = Hills(min, max);
        if (hills.Count == 0 || _scores[hills[0]] < threshold)
        {
            return [];
        }

        var top = hills[0];
        return _scores[top] >= Taken && IsHighest(top) && top != min && top != max
            ? [.. hills.Where(k => _scores[top] - _scores[k] < 1e-9).Order()]
            : throw new RunStopped("whether Kusto finds a period in this series is not documented: give the seasonality");
    }

    /// <summary>The score of a distance.</summary>
    public double Score(int distance) => _scores[distance];

    /// <summary>Whether nothing between two lengths but one distance can be a period.</summary>
    public bool IsAlone(int distance, double min, double max) => Hills(min, max).All(k => k == distance || IsBelow(k, k / 6) || (_scores[k] < Passed && IsBelow(k, k / 2)));

    /// <summary>The score of a period that somebody names; 0 for what is none.</summary>
    public double Validated(double period)
    {
        if (period < Shortest || period > _length / 2.0)
        {
            return 0;
        }

        var distance = (int)period;
        var isInside = distance == period && distance * 2 < _length && distance < _scores.Length;
        if (isInside && _scores[distance] >= Taken && IsHighest(distance))
        {
            return _scores[distance];
        }

        var near = Math.Max(1, distance / 6);
        return isInside && _scores[distance] < Passed && IsBelow(distance, distance / 2) && Around(distance, near).All(k => _scores[k] < Taken)
            ? 0
            : throw new RunStopped($"whether Kusto takes {period} for a period of this series is not documented");
    }

    private List<int> Hills(double min, double max) =>
        [.. Enumerable.Range(Shortest, _length).TakeWhile(k => k * 2 < _length).Where(k => k >= min && k <= max && _scores[k] > _scores[k - 1] && _scores[k] >= At(k + 1)).OrderByDescending(k => _scores[k])];

    private bool IsHighest(int distance) => !IsBelow(distance, distance / 2);

    private bool IsBelow(int distance, int reach) => Around(distance, reach).Any(k => _scores[k] > _scores[distance] + 1e-9);

    private IEnumerable<int> Around(int distance, int reach) =>
        Enumerable.Range(Math.Max(1, distance - reach), (2 * reach) + 1).Select(k => Math.Min(k, _length - k)).Where(k => k > 0 && k < _scores.Length);

    private double At(int distance) => _scores[Math.Min(distance, _length - distance)];

    private static double[] ScoresOf(double[] series)
    {
        var n = series.Length;
        var mean = series.Average();
        var rest = Array.ConvertAll(series, x => x - mean);
        var products = new double[(n / 2) + 1];
        for (var distance = 0; distance < products.Length; distance++)
        {
            var sum = 0.0;
            for (var i = 0; i < n; i++)
            {
                sum += rest[i] * rest[i + distance < n ? i + distance : i + distance - n];
            }

            products[distance] = sum;
        }

        var least = products.Min();
        return products[0] > least ? [.. products.Select(p => (p - least) / (products[0] - least))] : throw new RunStopped("periods of a series that does not vary are not documented");
    }
}
