using System.Collections.Immutable;
using System.Globalization;

namespace ContentGen.Checks.Cost;

/// <param name="MaxPoints">Rules that cost more are errors; null: no limit.</param>
/// <param name="TableSizes">Gigabytes a day by table; what is not listed has the usual size.</param>
public sealed record CostOptions(int? MaxPoints, ImmutableDictionary<string, double> TableSizes)
{
    /// <summary>Gigabytes a day that count as the usual size: factor 1.</summary>
    public const double UsualSize = 1;

    /// <summary>Whether every rule says what its query costs.</summary>
    public bool IsTold { get; init; }

    public static CostOptions None { get; } = new(null, ImmutableDictionary<string, double>.Empty);

    /// <summary>All of it: findings that are kept from run to run are kept under this text.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{MaxPoints};{IsTold};{string.Join(';', TableSizes.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Key + "=" + t.Value.ToString("R", CultureInfo.InvariantCulture)))}");

    /// <summary>How much larger than usual a table is, at least a hundredth.</summary>
    public double FactorOf(string table) => Math.Max(0.01, TableSizes.GetValueOrDefault(table, UsualSize) / UsualSize);
}
