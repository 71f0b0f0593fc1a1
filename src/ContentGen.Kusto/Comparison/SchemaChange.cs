using System.Collections.Immutable;

namespace ContentGen.Kusto.Comparison;

/// <summary>A table in which two schemas differ.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Kind">Added and removed are whole tables; of a changed one the columns follow.</param>
/// <param name="Columns">Of a changed table those that differ, of an added one all; in ordinal order.</param>
public sealed record SchemaChange(string Table, ChangeKind Kind, ImmutableArray<ColumnChange> Columns);
