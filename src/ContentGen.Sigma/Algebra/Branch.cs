using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Sigma.Algebra;

/// <summary>Events of one table with everything that restricts them and every column that was computed from them.</summary>
/// <param name="Table">Name of the table or of the parser function that is read.</param>
/// <param name="Parts">Conditions that all hold, in the order of the query.</param>
/// <param name="Columns">Columns that differ from the table's own.</param>
/// <param name="OwnColumns">The table's columns still visible, with their types.</param>
/// <param name="Fallback">What other columns are.</param>
/// <param name="Span">Where the query names the table.</param>
internal sealed record Branch(
    string Table,
    ImmutableArray<Condition> Parts,
    ImmutableDictionary<string, Value> Columns,
    ImmutableDictionary<string, string> OwnColumns,
    ColumnFallback Fallback,
    TextSpan Span)
{
    /// <summary>Constant texts that tell this part of a union from the others: column and text.</summary>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    public Branch Where(Condition condition) => this with { Parts = Parts.Add(condition) };

    public Branch With(string column, Value value) => this with { Columns = Columns.SetItem(column, value) };

    /// <summary>The same events with these columns only.</summary>
    public Branch Only(IEnumerable<KeyValuePair<string, Value>> columns, ColumnFallback fallback) => this with
    {
        Columns = ImmutableDictionary.CreateRange(StringComparer.Ordinal, columns),
        OwnColumns = ImmutableDictionary<string, string>.Empty,
        Fallback = fallback,
    };

    public bool Has(string column) => Columns.ContainsKey(column) || OwnColumns.ContainsKey(column);

    public Value Column(string name, string type) =>
        Columns.TryGetValue(name, out var value) ? value
        : OwnColumns.TryGetValue(name, out var own) ? new ColumnValue(name, own)
        : Fallback switch
        {
            ColumnFallback.Own => new ColumnValue(name, type),
            ColumnFallback.Missing => new ConstantValue(type == "string" ? "" : null, type),
            _ => new UnknownValue(Reasons.Computed),
        };
}
