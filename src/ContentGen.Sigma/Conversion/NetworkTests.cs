using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Conversion;

/// <summary>ipv4_is_in_range and its like as the modifier cidr.</summary>
internal static class NetworkTests
{
    public static Leaf Convert(TestCondition test, string field, bool isNegated)
    {
        var networks = test.Operands.Select(Normal).ToList();
        if (networks.Count == 0 || networks.Contains(null))
        {
            return Leaf.None(Reasons.Computed);
        }

        var detection = new FieldDetection(field, "cidr", [.. networks.Distinct(StringComparer.Ordinal).Select(n => SigmaValue.Raw(n!))]);
        if (networks.Exists(n => n!.Contains(':', StringComparison.Ordinal)))
        {
            // The IPv4 functions answer null to an IPv6 network, the modifier does not.
            return new Leaf(detection, Relation.Widened, Reasons.NetworkOfOther);
        }

        // They answer null, hence "not" does too, for what is no IPv4 address.
        return isNegated ? new Leaf(detection, Relation.Narrowed, Reasons.NullCompared) : Leaf.Exact(detection);
    }

    // 10.1.2.3/8 is 10.0.0.0/8: Sigma's parsers refuse bits behind the prefix.
    private static string? Normal(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address) || (address.AddressFamily == AddressFamily.InterNetwork && text.AsSpan(0, slash < 0 ? text.Length : slash).Count('.') != 3))
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        var bits = bytes.Length * 8;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out bits) || bits > bytes.Length * 8))
        {
            return null;
        }

        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(bits - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xff << (8 - kept));
        }

        return $"{new IPAddress(bytes)}/{bits}";
    }
}
