using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Telemetry;

/// <summary>A row of a test with values of its columns' types: bool, long, double, decimal, DateTimeOffset, TimeSpan, Guid, string, lists and dictionaries.</summary>
/// <param name="Cells">By column; what the row does not name is not there.</param>
/// <param name="Time">When the event happened; null for rows that are not of a table.</param>
/// <param name="Ingested">When the workspace had it.</param>
/// <param name="Span">The row in the file.</param>
public sealed record TelemetryRow(ImmutableDictionary<string, object?> Cells, DateTimeOffset? Time, DateTimeOffset? Ingested, TextSpan Span);
