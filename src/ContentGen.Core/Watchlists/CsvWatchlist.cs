using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Csv;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Core.Watchlists;

/// <summary>
/// A watchlist in CSV: a header and a row for each item. A column is a text, as Sentinel keeps what it is given in CSV, unless its header
/// says otherwise: <c>Threshold:long</c>.
/// </summary>
internal static class CsvWatchlist
{
    public static Watchlist? Read(SourceText source, Located<string> alias, DiagnosticBag diagnostics)
    {
        var csv = CsvText.Read(source.Text);
        if (csv.Error is { } error)
        {
            diagnostics.Add(CsvDescriptors.Syntax, error.Span, error.Reason);
        }

        if (csv.Records.IsEmpty)
        {
            if (csv.Error is null)
            {
                diagnostics.Add(WatchlistDescriptors.NoColumns, default);
            }

            return null;
        }

        // As spreadsheets of many countries write it: Sentinel would make one column of all.
        if (csv.Records[0].Fields is [{ Value: var header } only] && header.Contains(';', StringComparison.Ordinal))
        {
            diagnostics.Add(WatchlistDescriptors.ColumnName, only.Span, $"'{header}' has a semicolon in its name; the values of a watchlist are separated by commas");
            return null;
        }

        var columns = new ColumnList(diagnostics);
        if (!csv.Records[0].Fields.Select(Column).All(c => columns.TryAdd(c.Name, c.Type)))
        {
            return null;
        }

        return new Watchlist(source, alias, null, null, null, columns.ToImmutable(), Rows(csv, columns, diagnostics));
    }

    private static (Located<string> Name, string Type) Column(Located<string> field)
    {
        var text = field.Value.Trim();
        var colon = text.LastIndexOf(':');
        return colon > 0 && KustoTypes.Find(text[(colon + 1)..].Trim()) is { } type
            ? (field with { Value = text[..colon].TrimEnd() }, type)
            : (field with { Value = text }, "string");
    }

    private static ImmutableArray<WatchlistRow> Rows(CsvText csv, ColumnList columns, DiagnosticBag diagnostics)
    {
        var rows = ImmutableArray.CreateBuilder<WatchlistRow>(csv.Records.Length - 1);
        var faulty = 0;
        foreach (var record in csv.Records.Skip(1))
        {
            if (record.Fields.Length != columns.Count)
            {
                diagnostics.Add(WatchlistDescriptors.RowLength, record.Span, record.Fields.Length, columns.Count);
                faulty++;
            }
            else if (record.Span.Length > WatchlistLimits.LineCharacters)
            {
                diagnostics.Add(WatchlistDescriptors.Limit, record.Span with { Length = 1 }, record.Span.Length, "characters in a row", WatchlistLimits.LineCharacters);
                faulty++;
            }
            else
            {
                faulty += record.Fields.Where((f, i) => !columns.Check(i, f)).Any() ? 1 : 0;
                rows.Add(new WatchlistRow([.. record.Fields], record.Span));
            }

            if (faulty == WatchlistLimits.FaultyRows)
            {
                break;
            }
        }

        return rows.ToImmutable();
    }
}
