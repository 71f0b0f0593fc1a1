using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>
/// Custom logs with the columns that a query names, wherever it does: by their ending they are the log's own, also behind an operator that
/// makes columns of what it finds in the rows.
/// </summary>
internal static partial class CustomLogs
{
    public static ImmutableDictionary<string, TableData> Of(string query)
    {
        ImmutableArray<ColumnSchema> columns = [.. Column().Matches(query).Select(m => m.Value).Distinct(StringComparer.Ordinal).Select(c => new ColumnSchema(c, c[^1] switch { 'd' => "real", 'b' => "bool", 't' => "datetime", _ => "string" }))];
        return columns.IsEmpty ? [] : Table().Matches(query).Select(m => m.Value).Distinct(StringComparer.Ordinal).ToImmutableDictionary(t => t, t => new TableBuilder(t, columns).Build(), StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\b[A-Za-z_]\w*_[sdbtg]\b", RegexOptions.CultureInvariant)]
    private static partial Regex Column();

    [GeneratedRegex(@"\b[A-Za-z]\w*_CL\b", RegexOptions.CultureInvariant)]
    private static partial Regex Table();
}
