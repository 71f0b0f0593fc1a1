using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Aggregates;

/// <summary>A percentile of sorted values: the smallest that so many percent of the values, by their weights, do not exceed.</summary>
internal static class NearestRank
{
    public static Value At(IReadOnlyList<(Value Value, long Weight)> sorted, double percent)
    {
        var rank = percent / 100 * sorted.Sum(v => v.Weight);
        long passed = 0;
        foreach (var (value, times) in sorted)
        {
            passed += times;
            if (passed >= rank)
            {
                return value;
            }
        }

        return sorted.Count == 0 ? Value.Null : sorted[^1].Value;
    }
}
