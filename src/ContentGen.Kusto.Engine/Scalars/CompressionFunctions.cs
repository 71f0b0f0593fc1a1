using System.Buffers.Binary;
using System.Text;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>
/// gzip_compress_to_base64_string() and zlib_compress_to_base64_string(). A deflated text can be written in many ways, and which one Kusto
/// takes is not documented but for a short text that has nothing to save: it is stored as it is (the examples of the two pages).
/// </summary>
internal static class CompressionFunctions
{
    private const int LongestStored = 20;
    private const uint GzipPolynomial = 0xEDB88320;
    private const uint AdlerModulus = 65521;

    // Deflate, no flags, no time, no extra flags, no known system.
    private static readonly byte[] GzipHeader = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];

    // A window of 32 kB, the fastest compression.
    private static readonly byte[] ZlibHeader = [0x78, 0x01];

    public static void Register(FunctionTable table)
    {
        table.Add("gzip_compress_to_base64_string", Lift.Text(t => Value.Of(Convert.ToBase64String(Gzip(Plain(t))))));
        table.Add("zlib_compress_to_base64_string", Lift.Text(t => Value.Of(Convert.ToBase64String(Zlib(Plain(t))))));
    }

    private static byte[] Plain(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length is > 0 and <= LongestStored && bytes.Distinct().Count() == bytes.Length
            ? bytes
            : throw new RunStopped("how Kusto compresses a text that is longer than 20 bytes, or has a byte twice, is not documented");
    }

    private static byte[] Gzip(byte[] plain)
    {
        var end = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(end, Crc32(plain));
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(4), (uint)plain.Length);
        return [.. GzipHeader, .. Stored(plain), .. end];
    }

    private static byte[] Zlib(byte[] plain)
    {
        var end = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(end, Adler32(plain));
        return [.. ZlibHeader, .. Stored(plain), .. end];
    }

    // One block, the last: its length, the complement of its length, its bytes.
    private static byte[] Stored(byte[] plain) => [1, (byte)plain.Length, 0, (byte)~plain.Length, 0xFF, .. plain];

    private static uint Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ GzipPolynomial : crc >> 1;
            }
        }

        return ~crc;
    }

    private static uint Adler32(byte[] bytes)
    {
        uint low = 1, high = 0;
        foreach (var one in bytes)
        {
            low = (low + one) % AdlerModulus;
            high = (high + low) % AdlerModulus;
        }

        return (high << 16) | low;
    }
}
