using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Texts;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>IPv6 addresses; IPv4 ones are read as IPv6, a prefix of theirs counts from bit 96.</summary>
internal static class Ipv6Functions
{
    public static void Register(FunctionTable table)
    {
        table.Add("parse_ipv6", Lift.Text(t => Value.Of(IpAddress.V6(t) is { } ip ? IpAddress.Text(IpAddress.Masked(ip.Address, ip.Prefix)) : "")));
        table.Add("parse_ipv6_mask", ParseMask);
        table.Add("ipv6_compare", call => Compare(call, c => Value.Of((long)c)));
        table.Add("ipv6_is_match", call => Compare(call, c => Value.Of(c == 0)));
        table.Add("ipv6_is_in_range", call => Compare(call, c => Value.Of(c == 0)));
        table.Add("ipv6_is_in_any_range", call => IpRanges.HasAny(call, "ipv6_is_in_any_range", IpAddress.V6, (address, range) => Compared(address, range, 128) == 0));
    }

    private static Evaluate ParseMask(FunctionCall call)
    {
        var ip = call.Text(0);
        var prefix = call.Long(1);
        return f => Value.Of(IpAddress.V6(ip(f)) is { } address && prefix(f) is >= 0 and <= 128 and var mask ? IpAddress.Text(IpAddress.Masked(address.Address, (int)Math.Min(mask, address.Prefix))) : "");
    }

    private static Evaluate Compare(FunctionCall call, Func<int, Value> of)
    {
        Func<Frame, string> first = call.Text(0), second = call.Text(1);
        var prefix = call.Long(2, 128);
        return f =>
        {
            if (IpAddress.V6(first(f)) is not { } a || IpAddress.V6(second(f)) is not { } b || prefix(f) is not (>= 0 and <= 128 and var mask))
            {
                return Value.Null;
            }

            // Between two IPv4 addresses the prefix is one of IPv4 (the page's first examples).
            var bits = IpAddress.V4(first(f)) is not null && IpAddress.V4(second(f)) is not null && call.Has(2) && mask <= 32 ? (int)mask + 96 : (int)mask;
            return of(Compared(a, b, bits));
        };
    }

    private static int Compared((UInt128 Address, int Prefix) a, (UInt128 Address, int Prefix) b, int prefix)
    {
        var mask = Math.Min(prefix, Math.Min(a.Prefix, b.Prefix));
        return IpAddress.Masked(a.Address, mask).CompareTo(IpAddress.Masked(b.Address, mask));
    }
}
