using System.Collections.Immutable;

namespace ContentGen.Checks.Cost;

/// <summary>
/// What one run of a query costs, relative to others: reading one day of a table of usual size is 100 points. It is no forecast of seconds;
/// it says which of two rules asks more of the workspace, and why.
/// </summary>
internal sealed record QueryCost(ImmutableArray<CostPart> Parts)
{
    /// <summary>The sum of all parts, in whole points; at least 1 for a query that reads anything.</summary>
    public int Points => Parts.IsEmpty ? 0 : (int)Math.Min(int.MaxValue, Math.Max(1, Math.Round(Parts.Sum(p => p.Points))));

    /// <summary>The most expensive parts, dearest first.</summary>
    public IEnumerable<CostPart> Largest(int count) =>
        Parts.Where((p, i) => i == 0 || p.Points >= 0.5).GroupBy(p => (p.What, p.Place)).Select(g => g.First() with { Points = g.Sum(p => p.Points) })
            .OrderByDescending(p => p.Points).ThenBy(p => p.Place.Start).ThenBy(p => p.What, StringComparer.Ordinal).Take(count);
}
