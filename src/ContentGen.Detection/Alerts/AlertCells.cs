using System.Collections.Immutable;
using ContentGen.Kusto.Engine;

namespace ContentGen.Detection.Alerts;

/// <summary>The cells of the rows that an alert stands for, as texts. A column that the result lacks, or an empty cell, says nothing.</summary>
internal sealed class AlertCells(RunResult result, ImmutableArray<int> rows)
{
    private readonly Dictionary<string, int> _columns = result.Columns.Select((c, i) => (c.Name, i)).DistinctBy(c => c.Name).ToDictionary(c => c.Name, c => c.i, StringComparer.Ordinal);

    public ImmutableArray<int> Rows => rows;

    /// <summary>The column's value in the first row that has one; "" without one.</summary>
    public string First(string column) => All(column).FirstOrDefault() ?? "";

    /// <summary>The column's values in the order of the rows, empty ones left out.</summary>
    public IEnumerable<string> All(string column) => rows.Select(r => Of(r, column)).Where(v => v.Length > 0);

    public string Of(int row, string column) => _columns.TryGetValue(column, out var i) ? result.Text(row, i) : "";
}
