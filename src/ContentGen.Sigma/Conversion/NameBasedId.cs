using System.Security.Cryptography;
using System.Text;

namespace ContentGen.Sigma.Conversion;

/// <summary>Version 5 UUIDs (RFC 9562, 5.5): the same name gives the same identifier everywhere.</summary>
public static class NameBasedId
{
    // Our namespace, itself made from the DNS namespace and the name contentgen.sigma.
    private static readonly Guid Namespace = new("c1f5b6a0-7a58-5d0e-9d3c-2f0a4b1e6d77");

    public static string Create(string name)
    {
        byte[] bytes = [.. Namespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)];
#pragma warning disable CA5350 // RFC 9562 prescribes SHA-1 for version 5; nothing is kept secret with it.
        var hash = SHA1.HashData(bytes).AsSpan(0, 16);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash, bigEndian: true).ToString("D");
    }
}
