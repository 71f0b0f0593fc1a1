using System.Text;

namespace ContentGen.Cli.Querying;

/// <summary>Comma-separated values with a header (RFC 4180). A cell without quotes that is empty is nothing.</summary>
internal static class CsvRows
{
    public static IEnumerable<Dictionary<string, object?>> Read(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        if (Record(reader) is not { } header)
        {
            yield break;
        }

        var names = header.Select(h => h ?? throw new FormatException("a column has no name")).ToList();
        for (var number = 2; Record(reader) is { } cells; number++)
        {
            if (cells.Count == 1 && cells[0] is null)
            {
                continue;
            }

            if (cells.Count != names.Count)
            {
                throw new FormatException($"record {number} has {cells.Count} cells instead of {names.Count}");
            }

            var row = new Dictionary<string, object?>(StringComparer.Ordinal);
            for (var i = 0; i < cells.Count; i++)
            {
                row[names[i]] = cells[i];
            }

            yield return row;
        }
    }

    private static List<string?>? Record(StreamReader reader)
    {
        if (reader.Peek() < 0)
        {
            return null;
        }

        var cells = new List<string?>();
        var cell = new StringBuilder();
        bool quoted = false, wasQuoted = false;
        while (true)
        {
            var c = reader.Read();
            if (quoted)
            {
                if (c < 0)
                {
                    throw new FormatException("a quote is not closed");
                }

                if (c != '"')
                {
                    _ = cell.Append((char)c);
                }
                else if (reader.Peek() == '"')
                {
                    _ = cell.Append((char)reader.Read());
                }
                else
                {
                    quoted = false;
                }

                continue;
            }

            switch (c)
            {
                case '"' when cell.Length == 0:
                    quoted = wasQuoted = true;
                    break;
                case '\r' when reader.Peek() == '\n':
                    break;
                case ',' or '\n' or < 0:
                    cells.Add(cell.Length == 0 && !wasQuoted ? null : cell.ToString());
                    _ = cell.Clear();
                    wasQuoted = false;
                    if (c != ',')
                    {
                        return cells;
                    }

                    break;
                default:
                    _ = cell.Append((char)c);
                    break;
            }
        }
    }
}
