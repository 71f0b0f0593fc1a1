using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Expressions;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Texts;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// ipv4_lookup and ipv6_lookup: rows with the columns of the network that an address belongs to, and that agrees in the further keys
/// (https://learn.microsoft.com/kusto/query/ipv4-lookup-plugin).
/// </summary>
internal static class IpLookup
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode call, RowSource input, Scope scope)
    {
        var arguments = call.Child("ArgumentList")?.Children ?? [];
        if (arguments.Length < 3 || !IsColumn(arguments[1]) || !IsColumn(arguments[2]))
        {
            throw QueryCompiler.Refuse("a lookup of addresses without a table and two columns", call);
        }

        var (keeps, further) = (false, new List<string>());
        foreach (var argument in arguments[3..])
        {
            var value = argument.Kind == "SimpleNamedExpression" && argument.Child("Name")?.Name == "return_unmatched" ? argument.Child("Expression")! : argument;
            if (IsColumn(value))
            {
                further.Add(value.Symbol!.Name);
            }
            else
            {
                keeps = value.Constant is "true" or "false" ? value.Constant == "true" : throw QueryCompiler.Refuse("a lookup of addresses with an unknown argument", argument);
            }
        }

        var networks = compiler.Rows(arguments[0], scope);
        var find = Networks(call.Symbol?.Name == "ipv4_lookup", Place(input.Shape, arguments[1].Symbol!.Name, call), Place(networks.Shape, arguments[2].Symbol!.Name, call));
        var keys = further.Select(k => (Left: Place(input.Shape, k, call), Right: Place(networks.Shape, k, call))).ToArray();
        var output = new JoinOutput(call.Type?.IsOpen == true ? null : Tables.ShapeOf(call), input.Shape, networks.Shape, further, call);
        return new RowSource(output.Shape, Rows);

        IEnumerable<Value[]> Rows(Run run)
        {
            var matches = find(run.Keep(networks.Rows(run)));
            foreach (var row in input.Rows(run))
            {
                run.CountRow();
                var found = matches(row).Where(network => Array.TrueForAll(keys, k => Comparisons.AreEqual(row[k.Left], network[k.Right]))).ToList();
                if (found.Count > 1)
                {
                    throw new RunStopped($"{call.Symbol?.Name}(): an address in several networks");
                }

                if (found.Count == 1 || keeps)
                {
                    yield return output.Row(row, found.Count == 1 ? found[0] : null);
                }
            }
        }
    }

    private static bool IsColumn(BoundNode node) => node is { Kind: "NameReference", Symbol.Kind: "column" };

    private static int Place(Shape shape, string column, BoundNode node) => shape.IndexOf(column) is var place and >= 0 ? place + 1 : throw QueryCompiler.Refuse($"the column '{column}' is not known offline", node);

    private static Func<List<Value[]>, Func<Value[], IEnumerable<Value[]>>> Networks(bool isV4, int address, int network) => rows =>
    {
        Func<Value, (UInt128 Address, int Prefix)?> read = isV4 ? v => IpAddress.V4(v.AsText) is { } four ? (four.Address, four.Prefix) : null : v => IpAddress.V6(v.AsText);
        var bits = isV4 ? 32 : 128;
        var known = rows.Select(r => (Network: read(r[network]), Row: r)).Where(n => n.Network is not null).Select(n => (n.Network!.Value.Address, n.Network.Value.Prefix, n.Row)).ToList();
        return row => read(row[address]) is { } own
            ? known.Where(n => Masked(own.Address, n.Prefix, bits) == Masked(n.Address, n.Prefix, bits)).Select(n => n.Row)
            : [];
    };

    private static UInt128 Masked(UInt128 address, int prefix, int bits) => prefix == 0 ? 0 : address >> (bits - prefix);
}
