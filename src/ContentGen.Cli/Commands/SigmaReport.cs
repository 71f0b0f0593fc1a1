using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContentGen.Sigma.Conversion;

namespace ContentGen.Cli.Commands;

/// <summary>A conversion as one line of JSON.</summary>
internal static class SigmaReport
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Line(SigmaQuery query, SigmaResult result)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("id", query.Id);
            if (result.Yaml is not null)
            {
                writer.WriteString("sigma", result.Yaml);
            }

            writer.WriteString("verdict", result.VerdictWord);
            if (result.Yaml is null)
            {
                writer.WriteStartArray("reasons");
                foreach (var reason in result.Reasons)
                {
                    writer.WriteStringValue(reason);
                }

                writer.WriteEndArray();
            }
            else
            {
                FidelityJson.WriteLeaves(writer, result);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
