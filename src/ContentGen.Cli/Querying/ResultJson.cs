using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContentGen.Kusto.Engine;

namespace ContentGen.Cli.Querying;

/// <summary>
/// Answers as JSON. Datetimes are ISO 8601 with seven digits of a second, timespans as Kusto prints them, decimals and the reals that JSON
/// has no number for are texts, dynamic values are JSON.
/// </summary>
internal static class ResultJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = 1000 };

    /// <summary>A line of query --batch.</summary>
    public static string Line(string id, QueryAnswer answer)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            if (answer.Result is { } result)
            {
                WriteResult(writer, result);
            }
            else if (answer.Error is { } error)
            {
                writer.WriteString("error", error);
            }
            else
            {
                writer.WriteString("refused", answer.Refused);
                writer.WriteStartArray("span");
                writer.WriteNumberValue(answer.Span.Start);
                writer.WriteNumberValue(answer.Span.Length);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>A result alone.</summary>
    public static string Document(RunResult result)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            WriteResult(writer, result);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteResult(Utf8JsonWriter writer, RunResult result)
    {
        writer.WriteStartArray("columns");
        foreach (var column in result.Columns)
        {
            writer.WriteStringValue(column.Name);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("types");
        foreach (var column in result.Columns)
        {
            writer.WriteStringValue(column.Type);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("rows");
        for (var row = 0; row < result.Count; row++)
        {
            writer.WriteStartArray();
            for (var column = 0; column < result.Columns.Length; column++)
            {
                result.WriteJson(writer, row, column);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
