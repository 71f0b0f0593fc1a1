using System.Collections.Immutable;
using System.Globalization;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Detection.Import;

/// <summary>
/// Rows as Log Analytics exports them: columns by name, times with <c>[UTC]</c> behind the column's name and in American form. The table is
/// named by the caller, by the rows' own Type, or by the file.
/// </summary>
internal sealed class LogRows(SchemaCatalog catalog, string? table, string file)
{
    private readonly Dictionary<string, int> _homeless = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedSet<string>> _unknown = new(StringComparer.Ordinal);

    public ImmutableArray<string> Skipped =>
    [
        .. _homeless.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Value} rows: {s.Key}"),
        .. _unknown.Select(t => $"columns that {t.Key} does not have: {string.Join(", ", t.Value)}"),
    ];

    /// <summary>Null when the row has no table; the reason is among the skipped.</summary>
    public ImportedRow? Row(IEnumerable<KeyValuePair<string, string>> cells, string origin)
    {
        var given = cells.Select(c => KeyValuePair.Create(Name(c.Key), c.Value)).Where(c => c.Value.Length > 0).DistinctBy(c => c.Key).ToList();
        var named = table ?? given.FirstOrDefault(c => c.Key == "Type").Value;
        var name = new[] { named, Path.GetFileNameWithoutExtension(file) }.OfType<string>().FirstOrDefault(n => catalog.FindTable(n) is not null);
        if (name is null)
        {
            var why = $"no table is known for them; --table says which{(named is null ? "" : $" (there is no '{named}'{NearestName.Hint(named, catalog.TableNames)})")}";
            _homeless[why] = _homeless.GetValueOrDefault(why) + 1;
            return null;
        }

        var schema = catalog.FindTable(name)!;
        var types = schema.Columns.GroupBy(c => c.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Type, StringComparer.Ordinal);
        var kept = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach (var (column, value) in given)
        {
            if (column is "Type" or "TenantId" or "SourceSystem" or "MG" or "ManagementGroupName" or "_ResourceId" or "_SubscriptionId" or "_ItemId")
            {
                // The same in every row of a workspace, and nobody else's business.
                continue;
            }

            if (!types.TryGetValue(column, out var type) && !schema.IsOpen)
            {
                _ = (_unknown.TryGetValue(name, out var names) ? names : _unknown[name] = new SortedSet<string>(StringComparer.Ordinal)).Add(column);
                continue;
            }

            kept.Add(KeyValuePair.Create(column, type == "datetime" ? Time(value) : value));
        }

        return new ImportedRow(name, kept.ToImmutable(), origin);
    }

    private static string Name(string header)
    {
        var at = header.IndexOf(" [", StringComparison.Ordinal);
        return (at > 0 && header.EndsWith(']') ? header[..at] : header).Trim();
    }

    private static string Time(string value) => DateTimeOffset.TryParse(value.Replace(", ", " ", StringComparison.Ordinal), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        ? time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
        : value;
}
