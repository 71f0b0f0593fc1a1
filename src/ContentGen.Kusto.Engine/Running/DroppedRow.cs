using System.Collections.Immutable;
using ContentGen.Core.Text;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Running;

/// <summary>
/// A row that a condition dropped, or a join for want of a partner: the table and the place (from 0) of the given row that it comes from, null and -1 for one that the query
/// made; the first part of the condition that was not true; the values of the columns that this part names.
/// </summary>
public sealed record DroppedRow(string? Table, int Row, TextSpan Condition, ImmutableArray<KeyValuePair<string, Value>> Values)
{
    internal static DroppedRow Of(Value[] row, TextSpan condition, IEnumerable<KeyValuePair<string, Value>> values)
    {
        var table = row[0].Held as TableData;
        return new DroppedRow(table?.Name, table is null ? -1 : (int)row[0].AsLong, condition, [.. values]);
    }
}
