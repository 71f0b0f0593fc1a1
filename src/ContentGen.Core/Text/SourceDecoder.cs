using System.Text;

namespace ContentGen.Core.Text;

/// <summary>Bytes of a file to text: UTF-8 with or without a byte order mark, and nothing that is no text.</summary>
public static class SourceDecoder
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A file's bytes as its source; null when they are no text.</summary>
    public static SourceText? TryRead(string path, ReadOnlySpan<byte> bytes) =>
        TryDecode(bytes) is { } text ? new SourceText(path, text) { HasByteOrderMark = bytes.StartsWith(Encoding.UTF8.Preamble) } : null;

    /// <summary>The text, or null when the bytes are not UTF-8 or hold a NUL: a binary file.</summary>
    public static string? TryDecode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        if (bytes.Contains((byte)0))
        {
            return null;
        }

        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
