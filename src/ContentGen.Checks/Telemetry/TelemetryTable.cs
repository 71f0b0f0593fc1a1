using System.Collections.Immutable;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Telemetry;

/// <summary>The rows of one table, function, watchlist or address.</summary>
/// <param name="Kind">Which of these.</param>
/// <param name="Name">Its name, alias or address.</param>
/// <param name="Columns">Those that the rows use, with their types.</param>
/// <param name="Rows">In the order of the file.</param>
public sealed record TelemetryTable(TelemetryKind Kind, string Name, ImmutableArray<ColumnSchema> Columns, ImmutableArray<TelemetryRow> Rows);
