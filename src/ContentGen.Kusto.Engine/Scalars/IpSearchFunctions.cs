using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Texts;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>has_ipv4() and its kind: an address, or its first octets with a dot behind, that stands in a text between characters that are neither letters nor digits.</summary>
internal static class IpSearchFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("has_ipv4", call => Has(call, Address));
        table.Add("has_any_ipv4", call => Has(call, Address));
        table.Add("has_ipv4_prefix", call => Has(call, Prefix));
        table.Add("has_any_ipv4_prefix", call => Has(call, Prefix));
    }

    private static Evaluate Has(FunctionCall call, Func<string, string, bool> test)
    {
        var source = call.Text(0);
        var wanted = call.Args.Skip(1).Select(a => a.Evaluate).ToArray();
        return f =>
        {
            var text = source(f);
            return Value.Of(wanted.Select(w => w(f)).SelectMany(w => w.AsArray?.Items ?? [w]).Any(w => test(text, ValueText.Of(w))));
        };
    }

    private static bool Address(string text, string wanted) => IpAddress.V4(wanted) is { Prefix: 32 } && !wanted.Contains('/', StringComparison.Ordinal) && Stands(text, wanted, whole: true);

    // "Either a complete IP address, or a prefix that ends with a dot, e.g. 192., 192.168. or 192.168.1."
    private static bool Prefix(string text, string wanted)
    {
        if (!wanted.EndsWith('.'))
        {
            return Address(text, wanted);
        }

        var missing = 4 - wanted.Count(c => c == '.');
        return missing is >= 1 and <= 3 && IpAddress.V4(wanted + string.Join('.', Enumerable.Repeat("0", missing))) is not null && Stands(text, wanted, whole: false);
    }

    private static bool Stands(string text, string wanted, bool whole)
    {
        for (var at = text.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = text.IndexOf(wanted, at + 1, StringComparison.Ordinal))
        {
            var end = at + wanted.Length;
            while (!whole && end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
            {
                end++;
            }

            var found = text[at..end].TrimEnd('.');
            if ((at == 0 || !Terms.IsTerm(text[at - 1])) && (end == text.Length || !Terms.IsTerm(text[end])) && IpAddress.V4(found) is not null)
            {
                if ((at > 0 && text[at - 1] == '.') || (end < text.Length && text[end] == '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])))
                {
                    throw new RunStopped("an IPv4 address beside a dot: whether it is found is not documented");
                }

                return true;
            }
        }

        return false;
    }
}
