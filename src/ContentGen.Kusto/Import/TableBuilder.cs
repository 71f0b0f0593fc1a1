using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Kusto.Import;

/// <summary>Collects the columns of one table, each checked; one that comes twice with the same type is one.</summary>
internal sealed class TableBuilder(Located<string> name, DiagnosticBag diagnostics)
{
    private readonly SortedDictionary<string, string> _columns = new(StringComparer.Ordinal);
    private bool _full;
    private bool _faulty;

    public void Add(Located<string>? column, Located<string>? type, TextSpan place)
    {
        if (_full)
        {
            return;
        }

        var before = diagnostics.Items.Count;
        Check(column, type, place);
        _faulty |= diagnostics.Items.Count > before;
    }

    /// <summary>The table with its columns in ordinal order; null when it has none.</summary>
    public TableSchema? Build(string origin)
    {
        if (_columns.Count > 0)
        {
            return new TableSchema(name.Value, [.. _columns.Select(c => new ColumnSchema(c.Key, c.Value))], isOpen: false, origin);
        }

        if (!_faulty)
        {
            diagnostics.Add(ImportDescriptors.NoColumns, name.Span, name.Value);
        }

        return null;
    }

    public static bool IsName(string text) => text.Trim().Length > 0 && text.Length <= ImportLimits.NameLength && !text.Any(char.IsControl);

    private void Check(Located<string>? column, Located<string>? type, TextSpan place)
    {
        if (column is null || !IsName(column.Value))
        {
            diagnostics.Add(ImportDescriptors.Incomplete, column?.Span ?? place, $"a column of '{name.Value}' has no name that a column can have");
        }
        else if (type is null)
        {
            diagnostics.Add(ImportDescriptors.Incomplete, column.Span, $"the column '{column.Value}' of '{name.Value}' has no type");
        }
        else if (ColumnTypes.Find(type.Value.Trim()) is not { } known)
        {
            var hint = NearestName.Hint(type.Value, Core.Content.KustoTypes.Names);
            diagnostics.Add(ImportDescriptors.UnknownType, type.Span, column.Value, name.Value, type.Value, hint);
        }
        else if (_columns.TryGetValue(column.Value, out var before))
        {
            if (before != known)
            {
                diagnostics.Add(ImportDescriptors.TwoTypes, type.Span, column.Value, name.Value, known, before);
            }
        }
        else if (_columns.Count == ImportLimits.Columns)
        {
            _full = true;
            diagnostics.Add(ImportDescriptors.Limit, column.Span, $"the table '{name.Value}' has more columns than a table can have", ImportLimits.Columns);
        }
        else
        {
            _columns.Add(column.Value, known);
        }
    }
}
