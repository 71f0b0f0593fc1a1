using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>hash_md5() and its kind: of the value's text; the hash of the empty text is the empty text (duckdb-kql, tests/test_tostring.py, measured).</summary>
internal static class HashFunctions
{
    [SuppressMessage("Security", "CA5350", Justification = "The query asks for SHA1.")]
    [SuppressMessage("Security", "CA5351", Justification = "The query asks for MD5.")]
    public static void Register(FunctionTable table)
    {
        table.Add("hash_md5", Lift.Text(t => Value.Of(Hex(t, MD5.HashData))));
        table.Add("hash_sha1", Lift.Text(t => Value.Of(Hex(t, SHA1.HashData))));
        table.Add("hash_sha256", Lift.Text(t => Value.Of(Hex(t, SHA256.HashData))));
        table.Add("hash_xxhash64", Hash);
        table.Add("hash", Hash);
    }

    private static string Hex(string text, Func<byte[], byte[]> hash) => text.Length == 0 ? "" : Convert.ToHexStringLower(hash(Encoding.UTF8.GetBytes(text)));

    // Of a text its UTF-8, of a datetime its ticks (both as the emulator gives them), of a long its eight bytes (so the hashes that the page of
    // hll() prints of the numbers 0, 2000, 3000, 5000 and 20000); the bytes of other types are not documented.
    private static Evaluate Hash(FunctionCall call)
    {
        if (call[0].Type is not (ScalarType.String or ScalarType.DateTime or ScalarType.Long))
        {
            throw call.Refuse($"the hash of a {call[0].Type.Name()} is not documented");
        }

        var value = call.Of(0);
        var mod = call.Has(1) ? call.Long(1) : null;
        return f =>
        {
            var v = value(f);
            if (v.Kind == ValueKind.Null || (v.IsText && v.AsText.Length == 0))
            {
                throw new RunStopped("the hash of an empty value is not documented");
            }

            var hash = XxHash64.Of(v.Kind switch
            {
                ValueKind.DateTime => BitConverter.GetBytes(v.AsTicks),
                ValueKind.Long => BitConverter.GetBytes(v.AsLong),
                _ => Encoding.UTF8.GetBytes(v.AsText),
            });
            if (mod is null)
            {
                return Value.Of((long)hash);
            }

            return mod(f) is > 0 and var by ? Value.Of((long)(hash % (ulong)by)) : throw new RunStopped("hash() with a mod that is not positive");
        };
    }
}
