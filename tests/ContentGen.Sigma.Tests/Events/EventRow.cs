using System.Collections.Immutable;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>
/// A row of a table: texts by column, nested dictionaries for dynamic columns, null where Kusto has null. A string column has no null in
/// Kusto; whether the event behind an empty one has the field or lacks it cannot be seen there, so both are tried.
/// </summary>
internal sealed record EventRow(string Table, ImmutableDictionary<string, object?> Cells, bool EmptyIsAbsent, TimeSpan Ago)
{
    public string Text(string column) => Cells.GetValueOrDefault(column) as string ?? "";

    public EventRow With(string column, object? value) => this with { Cells = Cells.SetItem(column, value) };
}
