using System.IO.Compression;
using System.Text;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>Base64, gzip, zlib, URL escapes, hexadecimal.</summary>
internal static class EncodingFunctions
{
    private const int MaxUnpacked = 16 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static void Register(FunctionTable table)
    {
        table.Add("base64_encode_tostring", Lift.Text(t => Value.Of(Convert.ToBase64String(Encoding.UTF8.GetBytes(t)))));
        table.Alias("base64_encodestring", "base64_encode_tostring");
        table.Add("base64_decode_tostring", Lift.Text(t => Value.Of(Bytes(t) is { } bytes ? Utf8(bytes) ?? "" : "")));
        table.Alias("base64_decodestring", "base64_decode_tostring");
        table.Add("base64_decode_toarray", Lift.Text(t => Bytes(t) is { } bytes ? Value.Of(new DynamicArray([.. bytes.Select(b => Value.Of((long)b))])) : Value.Null));
        table.Add("base64_encode_fromarray", Lift.Any(v => Value.Of(FromArray(v))));
        table.Add("base64_decode_toguid", Lift.Text(t => Bytes(t) is { Length: 16 } bytes ? Value.Of(new Guid(bytes)) : Value.Null));
        table.Add("base64_encode_fromguid", Lift.Any(v => Value.Of(v.Kind == ValueKind.Guid ? Convert.ToBase64String(v.AsGuid.ToByteArray()) : "")));
        table.Add("gzip_decompress_from_base64_string", Lift.Text(t => Value.Of(Unpacked(t, s => new GZipStream(s, CompressionMode.Decompress)))));
        table.Add("zlib_decompress_from_base64_string", Lift.Text(t => Value.Of(Unpacked(t, s => new ZLibStream(s, CompressionMode.Decompress)))));
        table.Add("url_encode", Lift.Text(t => Value.Of(UrlEncoded(t, "+"))));
        table.Add("url_encode_component", Lift.Text(t => Value.Of(UrlEncoded(t, "%20"))));
        table.Add("url_decode", Lift.Text(t => Value.Of(UrlDecoded(t))));
        table.Add("tohex", Hex);
    }

    private static byte[]? Bytes(string text)
    {
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static string? Utf8(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string FromArray(Value value) =>
        value.AsArray is { } array && array.Items.All(i => i.Kind == ValueKind.Long && i.AsLong is >= 0 and <= 255) ? Convert.ToBase64String([.. array.Items.Select(i => (byte)i.AsLong)]) : "";

    // Whatever cannot be unpacked gives the empty text (emulator).
    private static string Unpacked(string text, Func<Stream, Stream> open)
    {
        if (Bytes(text) is not { Length: > 0 } packed)
        {
            return "";
        }

        try
        {
            using var stream = open(new MemoryStream(packed));
            var buffer = new byte[8192];
            using var result = new MemoryStream();
            for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
            {
                result.Write(buffer, 0, read);
                if (result.Length > MaxUnpacked)
                {
                    throw new RunStopped($"a compressed text unpacks to more than {MaxUnpacked} bytes");
                }
            }

            return Utf8(result.ToArray()) ?? throw new RunStopped("a compressed text unpacks to bytes that are no UTF-8");
        }
        catch (InvalidDataException)
        {
            return "";
        }
    }

    // Lower-case escapes, as the emulator writes them.
    private static string UrlEncoded(string text, string space)
    {
        var result = new StringBuilder();
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            var c = (char)one;
            if (one is > 32 and < 127 && !char.IsAsciiLetterOrDigit(c) && !"-_.:/".Contains(c, StringComparison.Ordinal))
            {
                // Which of the other marks are escaped is not documented and differs between the usual rules.
                _ = "!*'()~".Contains(c, StringComparison.Ordinal) ? throw new RunStopped($"whether url_encode() escapes '{c}' is not documented") : result.Append('%').Append(Convert.ToHexStringLower([one]));
            }
            else
            {
                _ = c == ' ' ? result.Append(space) : char.IsAsciiLetterOrDigit(c) || "-_.".Contains(c, StringComparison.Ordinal) ? result.Append(c) : result.Append('%').Append(Convert.ToHexStringLower([one]));
            }
        }

        return result.ToString();
    }

    private static string UrlDecoded(string text)
    {
        var bytes = new List<byte>();
        var plain = Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < plain.Length; i++)
        {
            if (plain[i] == '%' && i + 2 < plain.Length && char.IsAsciiHexDigit((char)plain[i + 1]) && char.IsAsciiHexDigit((char)plain[i + 2]))
            {
                bytes.Add(Convert.FromHexString($"{(char)plain[i + 1]}{(char)plain[i + 2]}")[0]);
                i += 2;
            }
            else
            {
                bytes.Add(plain[i] == '%' ? throw new RunStopped("url_decode() of a broken escape is not documented") : plain[i] == '+' ? throw new RunStopped("whether url_decode() turns '+' into a space is not documented") : plain[i]);
            }
        }

        return Utf8([.. bytes]) ?? throw new RunStopped("url_decode() of bytes that are no UTF-8");
    }

    // Negative numbers fill their type's width; a minimal length fills with zeros.
    private static Evaluate Hex(FunctionCall call)
    {
        var value = call.Long(0);
        var length = call.Long(1, 1);
        var isInt = call[0].Type == ScalarType.Int;
        return f =>
        {
            if (value(f) is not { } number || length(f) is not { } width)
            {
                return Value.Of("");
            }

            var digits = isInt ? unchecked((int)number).ToString("x", System.Globalization.CultureInfo.InvariantCulture) : number.ToString("x", System.Globalization.CultureInfo.InvariantCulture);
            return Value.Of(digits.PadLeft((int)Math.Clamp(width, 1, 16), '0'));
        };
    }
}
