using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ContentGen.Kusto.Engine.Texts;

/// <summary>IPv4 and IPv6 addresses with an optional prefix behind a slash, as the ip functions read them.</summary>
internal static class IpAddress
{
    /// <summary>Four decimal numbers and a prefix of 0 to 32 (32 when there is none); null for anything else.</summary>
    public static (uint Address, int Prefix)? V4(string text)
    {
        if (Split(text, 32) is not { } parts)
        {
            return null;
        }

        var octets = parts.Address.Split('.');
        uint address = 0;
        foreach (var octet in octets)
        {
            if (octet.Length is 0 or > 3 || !byte.TryParse(octet, NumberStyles.None, CultureInfo.InvariantCulture, out var one))
            {
                return null;
            }

            address = (address << 8) | one;
        }

        return octets.Length == 4 ? (address, parts.Prefix) : null;
    }

    /// <summary>An IPv6 address, or an IPv4 address as ::ffff:a.b.c.d with 96 added to its prefix.</summary>
    public static (UInt128 Address, int Prefix)? V6(string text)
    {
        if (V4(text) is { } four)
        {
            return (Mapped(four.Address), four.Prefix + 96);
        }

        if (Split(text, 128) is not { } parts || parts.Address.AsSpan().IndexOfAny("%[]") >= 0 || !parts.Address.Contains(':', StringComparison.Ordinal)
            || !IPAddress.TryParse(parts.Address, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return null;
        }

        UInt128 address = 0;
        foreach (var one in parsed.GetAddressBytes())
        {
            address = (address << 8) | one;
        }

        // ::192.168.1.1 is read as the IPv4 address that it shows, its prefix too.
        return parts.Address.StartsWith("::", StringComparison.Ordinal) && V4(parts.Address[2..]) is { } shown
            ? (Mapped(shown.Address), parts.Prefix <= 32 ? parts.Prefix + 96 : parts.Prefix)
            : (address, parts.Prefix);
    }

    public static uint Masked(uint address, int prefix) => prefix == 0 ? 0 : address & (uint.MaxValue << (32 - prefix));

    public static UInt128 Masked(UInt128 address, int prefix) => prefix == 0 ? 0 : address & (UInt128.MaxValue << (128 - prefix));

    public static string Text(uint address) => $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}";

    /// <summary>Eight groups of four digits.</summary>
    public static string Text(UInt128 address) =>
        string.Join(':', Enumerable.Range(0, 8).Select(i => ((uint)(address >> (112 - (16 * i))) & 0xFFFF).ToString("x4", CultureInfo.InvariantCulture)));

    private static UInt128 Mapped(uint address) => ((UInt128)0xFFFF << 32) | address;

    private static (string Address, int Prefix)? Split(string text, int bits)
    {
        var trimmed = text.Trim();
        var slash = trimmed.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return (trimmed, bits);
        }

        return int.TryParse(trimmed.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) && prefix <= bits ? (trimmed[..slash], prefix) : null;
    }
}
