using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>Whether an address lies in one of several ranges, given one by one or as lists.</summary>
internal static class IpRanges
{
    // False for no match; a range that is none is passed over while others match.
    public static Evaluate HasAny<T>(FunctionCall call, string name, Func<string, T?> parse, Func<T, T, bool> isIn)
        where T : struct
    {
        var ip = call.Text(0);
        var ranges = call.Args.Skip(1).Select(a => a.Evaluate).ToArray();
        return f =>
        {
            if (parse(ip(f)) is not { } address)
            {
                return Value.Null;
            }

            var known = ranges.Select(r => r(f)).SelectMany(r => r.AsArray?.Items ?? [r]).Select(r => parse(ValueText.Of(r))).ToArray();
            var found = known.Any(r => r is { } range && isIn(address, range));
            return found || known.All(r => r is not null) ? Value.Of(found) : throw new RunStopped($"{name}() with a range that is none");
        };
    }
}
