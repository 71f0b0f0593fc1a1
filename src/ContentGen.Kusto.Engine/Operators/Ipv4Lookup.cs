using System.Globalization;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>ipv4_lookup: rows with the columns of the network that an address belongs to.</summary>
internal static class Ipv4Lookup
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode call, RowSource input, Scope scope)
    {
        var arguments = (call.Child("ArgumentList")?.Children ?? []).ToList();
        var keeps = arguments.Exists(a => a.Child("Name")?.Name == "return_unmatched" && a.Child("Expression")?.Constant == "true");
        _ = arguments.RemoveAll(a => a.Kind == "SimpleNamedExpression" && a.Child("Name")?.Name == "return_unmatched" && a.Child("Expression")?.Constant is not null);
        if (arguments is not [var table, { Symbol: { Kind: "column", Name: var address } }, { Symbol: { Kind: "column", Name: var network } }])
        {
            throw QueryCompiler.Refuse("ipv4_lookup with further keys", call);
        }

        var networks = compiler.Rows(table, scope);
        int from = input.Shape.IndexOf(address), to = networks.Shape.IndexOf(network);
        var output = new JoinOutput(call.Type?.IsOpen == true ? null : Tables.ShapeOf(call), input.Shape, networks.Shape, [], call);
        return new RowSource(output.Shape, Rows);

        IEnumerable<Value[]> Rows(Run run)
        {
            var known = run.Keep(networks.Rows(run)).Select(r => (Network: Parse(r[to + 1].AsText), Row: r)).Where(n => n.Network is not null).ToList();
            foreach (var row in input.Rows(run))
            {
                run.CountRow();
                var own = Parse(row[from + 1].AsText);
                var found = known.Where(n => own is { } o && (o.Address & Mask(n.Network!.Value.Bits)) == (n.Network.Value.Address & Mask(n.Network.Value.Bits))).ToList();
                if (found.Count > 1)
                {
                    throw new RunStopped("ipv4_lookup(): an address in several networks");
                }

                if (found.Count == 1 || keeps)
                {
                    yield return output.Row(row, found.Count == 1 ? found[0].Row : null);
                }
            }
        }
    }

    private static uint Mask(int bits) => bits == 0 ? 0 : uint.MaxValue << (32 - bits);

    private static (uint Address, int Bits)? Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var bits = 32;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out bits) || bits > 32))
        {
            return null;
        }

        var parts = (slash < 0 ? text : text[..slash]).Split('.');
        uint address = 0;
        foreach (var part in parts)
        {
            if (!byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return null;
            }

            address = (address << 8) | value;
        }

        return parts.Length == 4 ? (address, bits) : null;
    }
}
