using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ContentGen.Core.Text;

namespace ContentGen.Core.Json;

/// <summary>A JSON text as a tree with places, or the fault that it has. Bounded in depth (64) and in values.</summary>
public sealed record JsonText(JsonItem? Root, string? Fault, TextSpan FaultSpan)
{
    /// <summary>Values of one text; a list of all tables of a large workspace has 300,000.</summary>
    private const int MaxValues = 3_000_000;

    public static JsonText Read(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var places = new Places(bytes);
        try
        {
            var open = new Stack<Builder>([new Builder(JsonKind.List, default, null)]);
            for (var values = 0; reader.Read(); values++)
            {
                if (values > MaxValues)
                {
                    return new JsonText(null, $"it has more than {MaxValues} values", places.Of(reader.TokenStartIndex, 1));
                }

                Take(ref reader, open, places);
            }

            return new JsonText(open.Peek().Items[0], null, default);
        }
        catch (JsonException e)
        {
            return new JsonText(null, Reason(e), places.Of(OffsetOf(e, bytes), 1));
        }
        catch (InvalidOperationException)
        {
            // GetString: half of a surrogate pair, written as \ud800.
            return new JsonText(null, "a string is not valid Unicode", places.Of(reader.TokenStartIndex, 1));
        }
    }

    private static void Take(ref Utf8JsonReader reader, Stack<Builder> open, Places places)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var kind = reader.TokenType == JsonTokenType.StartObject ? JsonKind.Map : JsonKind.List;
                open.Push(new Builder(kind, places.Of(reader.TokenStartIndex, 1), open.Peek().Key));
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                var done = open.Pop();
                open.Peek().Add(done.OuterKey, done.Build());
                break;
            case JsonTokenType.PropertyName:
                open.Peek().Key = reader.GetString()!;
                break;
            default:
                open.Peek().Add(open.Peek().Key, Leaf(ref reader, places));
                break;
        }
    }

    private static JsonItem Leaf(ref Utf8JsonReader reader, Places places)
    {
        var (kind, value) = reader.TokenType switch
        {
            JsonTokenType.String => (JsonKind.Text, reader.GetString()!),
            JsonTokenType.Number => (JsonKind.Number, Encoding.UTF8.GetString(reader.ValueSpan)),
            JsonTokenType.True => (JsonKind.Boolean, "true"),
            JsonTokenType.False => (JsonKind.Boolean, "false"),
            _ => (JsonKind.Null, ""),
        };
        return new JsonItem(kind, value, places.Of(reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex)), [], []);
    }

    // "'x' is invalid after a value. LineNumber: 3 | BytePositionInLine: 5.": the place is told apart.
    private static string Reason(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber", StringComparison.Ordinal);
        return (end < 0 ? e.Message : e.Message[..end]).TrimEnd('.', ' ');
    }

    private static long OffsetOf(JsonException e, byte[] bytes)
    {
        var line = 0;
        for (var n = e.LineNumber ?? 0; n > 0; n--)
        {
            line += bytes.AsSpan(line).IndexOf((byte)'\n') + 1;
        }

        return Math.Min(line + (e.BytePositionInLine ?? 0), bytes.Length);
    }

    private sealed class Builder(JsonKind kind, TextSpan span, string? outerKey)
    {
        private readonly ImmutableArray<(string, JsonItem)>.Builder _members = ImmutableArray.CreateBuilder<(string, JsonItem)>();

        public string? OuterKey { get; } = outerKey;

        public string? Key { get; set; }

        public List<JsonItem> Items { get; } = [];

        public void Add(string? key, JsonItem item)
        {
            if (kind == JsonKind.Map)
            {
                _members.Add((key!, item));
            }
            else
            {
                Items.Add(item);
            }
        }

        public JsonItem Build() => new(kind, "", span, _members.ToImmutable(), [.. Items]);
    }

    // Bytes to UTF-16 units; the places that are asked for only grow, so each byte is counted once.
    private sealed class Places(byte[] bytes)
    {
        private long _byte;
        private int _unit;

        public TextSpan Of(long start, int length)
        {
            if (start >= _byte)
            {
                _unit += Encoding.UTF8.GetCharCount(bytes, (int)_byte, (int)(start - _byte));
                _byte = start;
            }

            return new TextSpan(_unit, Encoding.UTF8.GetCharCount(bytes, (int)start, Math.Min(length, bytes.Length - (int)start)));
        }
    }
}
