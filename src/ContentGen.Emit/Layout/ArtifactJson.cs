using System.Text.Encodings.Web;
using System.Text.Json;

namespace ContentGen.Emit.Layout;

/// <summary>JSON as all artifacts have it: two blanks, LF, a line feed at the end.</summary>
internal static class ArtifactJson
{
    // Leaves letters of all languages, '<', '>', '&' and ' as they are; an artifact is no HTML. What cannot be seen stays escaped.
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        IndentCharacter = ' ',
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static ReadOnlyMemory<byte> Print(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            write(writer);
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
