using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ContentGen.Kusto.Engine.Values;

/// <summary>Dynamic values from and to JSON.</summary>
internal static class DynamicJson
{
    private const int MaxDepth = 256;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = 1000 };

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = MaxDepth };

    /// <summary>Text that is no JSON stays a text (documented for parse_json).</summary>
    public static Value Parse(string text)
    {
        if (text.Length == 0)
        {
            return Value.Null;
        }

        return TryParse(text, out var value) ? value : Value.Of(text);
    }

    public static bool TryParse(string text, out Value value)
    {
        value = default;
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var length = Encoding.UTF8.GetBytes(text, bytes);
            var reader = new Utf8JsonReader(bytes.AsSpan(0, length), ReaderOptions);
            if (!reader.Read())
            {
                return false;
            }

            value = Read(ref reader);
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate, escaped.
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    public static string Write(Value value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            Write(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(Utf8JsonWriter writer, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                writer.WriteNullValue();
                break;
            case ValueKind.Bool:
                writer.WriteBooleanValue(value.AsBool);
                break;
            case ValueKind.Long:
                writer.WriteNumberValue(value.AsLong);
                break;
            case ValueKind.Real when double.IsFinite(value.AsReal):
                writer.WriteRawValue(ValueText.Real(value.AsReal), skipInputValidation: true);
                break;
            case ValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.AsArray!.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case ValueKind.Bag:
                writer.WriteStartObject();
                foreach (var (key, item) in value.AsBag!.Entries)
                {
                    writer.WritePropertyName(key);
                    Write(writer, item);
                }

                writer.WriteEndObject();
                break;
            default:
                WriteText(writer, ValueText.Of(value));
                break;
        }
    }

    // The writer of .NET escapes characters beyond U+FFFF whatever it is told; others stand as they are, and so do these.
    private static void WriteText(Utf8JsonWriter writer, string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
        {
            writer.WriteStringValue(text);
            return;
        }

        var json = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            _ = json.Append(rune.IsBmp ? WriterOptions.Encoder!.Encode(rune.ToString()) : rune.ToString());
        }

        writer.WriteRawValue(json.Append('"').ToString(), skipInputValidation: true);
    }

    private static Value Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return Value.True;
            case JsonTokenType.False:
                return Value.False;
            case JsonTokenType.Null:
                return Value.Null;
            case JsonTokenType.String:
                return Value.Of(reader.GetString());
            case JsonTokenType.Number:
                return Number(ref reader);
            case JsonTokenType.StartArray:
                var items = new List<Value>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Read(ref reader));
                }

                return Value.Of(new DynamicArray(items));
            default:
                var entries = new List<KeyValuePair<string, Value>>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var key = reader.GetString()!;
                    _ = reader.Read();
                    entries.Add(new(key, Read(ref reader)));
                }

                return Value.Of(new DynamicBag(entries));
        }
    }

    private static Value Number(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out var whole) && !reader.ValueSpan.ContainsAny((byte)'.', (byte)'e', (byte)'E'))
        {
            return Value.Of(whole);
        }

        return double.TryParse(Encoding.ASCII.GetString(reader.ValueSpan), NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? Value.Of(real) : Value.Null;
    }
}
