using System.Collections.Immutable;

namespace ContentGen.Checks.Telemetry.Events;

/// <summary>A row that an event makes in a table, its cells as texts by column.</summary>
/// <param name="Table">The table.</param>
/// <param name="IsExact">False when another sensor reports the same act in its own words.</param>
/// <param name="Cells">What the event says of the row; other columns are not known.</param>
public sealed record EventRow(string Table, bool IsExact, ImmutableArray<KeyValuePair<string, string>> Cells)
{
    /// <summary>Fields of the event that the log's own table has no column for.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];
}
