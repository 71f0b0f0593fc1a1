using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Texts;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>IPv4 addresses. Of an address's own prefix and the given one the smaller counts; what is no address gives null.</summary>
internal static class Ipv4Functions
{
    private static readonly (uint Address, int Prefix)[] Private = [(0x0A000000, 8), (0xAC100000, 12), (0xC0A80000, 16)];

    public static void Register(FunctionTable table)
    {
        table.Add("parse_ipv4", Lift.Text(t => IpAddress.V4(t) is { } ip ? Value.Of((long)IpAddress.Masked(ip.Address, ip.Prefix)) : Value.Null));
        table.Add("parse_ipv4_mask", ParseMask);
        table.Add("ipv4_netmask_suffix", Lift.Text(t => IpAddress.V4(t) is { } ip ? Value.Of((long)ip.Prefix) : Value.Null));
        table.Add("ipv4_is_private", Lift.Text(t => IpAddress.V4(t) is { } ip ? Value.Of(Private.Any(p => IpAddress.Masked(ip.Address, Math.Min(p.Prefix, ip.Prefix)) == p.Address)) : Value.Null));
        table.Add("ipv4_compare", call => Compare(call, c => Value.Of((long)c)));
        table.Add("ipv4_is_match", call => Compare(call, c => Value.Of(c == 0)));
        table.Add("ipv4_is_in_range", call => Compare(call, c => Value.Of(c == 0)));
        table.Add("ipv4_is_in_any_range", call => IpRanges.HasAny(call, "ipv4_is_in_any_range", IpAddress.V4, (address, range) => Compared(address, range, 32) == 0));
        table.Add("ipv4_range_to_cidr_list", Lift.Text(Ranges));
        table.Add("format_ipv4", call => Format(call, (address, _) => IpAddress.Text(address)));
        table.Add("format_ipv4_mask", call => Format(call, (address, prefix) => $"{IpAddress.Text(address)}/{prefix}"));
    }

    private static Evaluate ParseMask(FunctionCall call)
    {
        var ip = call.Text(0);
        var prefix = call.Long(1);
        return f => IpAddress.V4(ip(f)) is { } address && prefix(f) is >= 0 and <= 32 and var mask ? Value.Of((long)IpAddress.Masked(address.Address, (int)Math.Min(mask, address.Prefix))) : Value.Null;
    }

    private static Evaluate Compare(FunctionCall call, Func<int, Value> of)
    {
        Func<Frame, string> first = call.Text(0), second = call.Text(1);
        var prefix = call.Long(2, 32);
        return f => IpAddress.V4(first(f)) is { } a && IpAddress.V4(second(f)) is { } b && prefix(f) is >= 0 and <= 32 and var mask
            ? of(Compared(a, b, (int)mask))
            : Value.Null;
    }

    private static int Compared((uint Address, int Prefix) a, (uint Address, int Prefix) b, int prefix)
    {
        var mask = Math.Min(prefix, Math.Min(a.Prefix, b.Prefix));
        return IpAddress.Masked(a.Address, mask).CompareTo(IpAddress.Masked(b.Address, mask));
    }

    private static Value Ranges(string start, string end)
    {
        if (IpAddress.V4(start) is not { Prefix: 32 } from || IpAddress.V4(end) is not { Prefix: 32 } to || from.Address > to.Address)
        {
            throw new RunStopped("ipv4_range_to_cidr_list() of what is no range");
        }

        var ranges = new List<Value>();
        for (ulong at = from.Address; at <= to.Address;)
        {
            var prefix = 32;
            while (prefix > 0 && at % (1UL << (33 - prefix)) == 0 && at + (1UL << (33 - prefix)) - 1 <= to.Address)
            {
                prefix--;
            }

            ranges.Add(Value.Of($"{IpAddress.Text((uint)at)}/{prefix}"));
            at += 1UL << (32 - prefix);
        }

        return Value.Of(new DynamicArray(ranges));
    }

    // Of a number or a text; the empty text for what is no address.
    private static Evaluate Format(FunctionCall call, Func<uint, int, string> of)
    {
        var value = call.Of(0);
        var prefix = call.Long(1, 32);
        return f =>
        {
            var v = value(f);
            var ip = v.Kind == ValueKind.Long ? v.AsLong is >= 0 and <= uint.MaxValue ? ((uint)v.AsLong, 32) : null : IpAddress.V4(ValueText.Of(v));
            if (ip is not { } address || prefix(f) is not (>= 0 and <= 32 and var mask))
            {
                return Value.Of("");
            }

            var smaller = (int)Math.Min(mask, address.Prefix);
            return Value.Of(of(IpAddress.Masked(address.Address, smaller), smaller));
        };
    }
}
