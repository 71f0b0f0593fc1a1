using ContentGen.Kusto.Engine;

namespace ContentGen.Cli.Querying;

/// <summary>A result for people (table), spreadsheets (csv) or programs (json).</summary>
internal static class ResultWriter
{
    private const int WidestCell = 80;

    public static void Write(RunResult result, ResultFormat format, TextWriter output)
    {
        switch (format)
        {
            case ResultFormat.Json:
                output.WriteLine(ResultJson.Document(result));
                break;
            case ResultFormat.Csv:
                WriteCsv(result, output);
                break;
            default:
                WriteTable(result, output);
                break;
        }
    }

    private static IEnumerable<string[]> Rows(RunResult result) =>
        Enumerable.Range(0, result.Count).Select(r => Enumerable.Range(0, result.Columns.Length).Select(c => result.Text(r, c)).ToArray());

    private static void WriteCsv(RunResult result, TextWriter output)
    {
        output.WriteLine(string.Join(',', result.Columns.Select(c => Quoted(c.Name))));
        foreach (var row in Rows(result))
        {
            output.WriteLine(string.Join(',', row.Select(Quoted)));
        }
    }

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static void WriteTable(RunResult result, TextWriter output)
    {
        var rows = Rows(result).Select(r => r.Select(Shortened).ToArray()).Prepend([.. result.Columns.Select(c => c.Name)]).ToList();
        var widths = Enumerable.Range(0, result.Columns.Length).Select(c => rows.Max(r => r[c].Length)).ToArray();
        rows.Insert(1, [.. widths.Select(w => new string('-', w))]);
        foreach (var row in rows)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd());
        }
    }

    private static string Shortened(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length > WidestCell ? line[..(WidestCell - 3)] + "..." : line;
    }
}
