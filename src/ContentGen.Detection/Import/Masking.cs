using System.Collections.Immutable;

namespace ContentGen.Detection.Import;

/// <summary>Replaces the values of chosen columns: the same value by the same word, wherever it stands in them, so that rows still meet.</summary>
public sealed class Masking(IEnumerable<string> columns)
{
    // Shorter ones stand in other texts by chance.
    private const int ShortestValue = 3;

    private readonly HashSet<string> _columns = new(columns, StringComparer.Ordinal);
    private readonly Dictionary<string, string> _words = new(StringComparer.OrdinalIgnoreCase);

    public ImportedRow Apply(ImportedRow row) => row with
    {
        Cells = [.. row.Cells.Select(c => _columns.Contains(c.Key) ? KeyValuePair.Create(c.Key, Word(c.Value)) : c)],
    };

    /// <summary>Columns that were to be masked and that no row has: most likely a misspelt name, so nothing was hidden.</summary>
    public ImmutableArray<string> Unknown(IEnumerable<ImportedRow> rows) => [.. _columns.Except(rows.SelectMany(r => r.Cells).Select(c => c.Key)).Order(StringComparer.Ordinal)];

    /// <summary>Columns in which a masked value still stands, as a part of another text: a command line holds the account.</summary>
    public ImmutableArray<string> Left(IEnumerable<ImportedRow> masked) =>
        [.. masked.SelectMany(r => r.Cells).Where(c => !_columns.Contains(c.Key) && _words.Keys.Any(w => w.Length >= ShortestValue && c.Value.Contains(w, StringComparison.OrdinalIgnoreCase))).Select(c => c.Key).Distinct().Order(StringComparer.Ordinal)];

    private string Word(string value)
    {
        if (!_words.TryGetValue(value, out var word))
        {
            _words.Add(value, word = $"masked-{_words.Count + 1}");
        }

        return word;
    }
}
