using System.Collections.Immutable;
using System.Text.Json;
using ContentGen.Core.Text;

namespace ContentGen.Kusto.Binding;

/// <summary>Decodes the flat form that Host/tree.js writes. Iterative: a query may nest as deeply as the library lets it.</summary>
internal static class BoundTreeReader
{
    private const int Width = 10;

    public static BoundTree Read(ReadOnlySpan<byte> json)
    {
        var wire = JsonSerializer.Deserialize(json, WireJson.Default.WireTree) ?? throw new JsonException("no tree");
        var symbols = wire.Symbols.Select(s => new BoundSymbol(Text(wire, s[0])!, Text(wire, s[1])!)).ToArray();
        var types = wire.Types.Select(t => new BoundType(
            Text(wire, t[0].GetInt32())!, Text(wire, t[1].GetInt32())!, t.Length > 2 && t[2].GetInt32() == 1)).ToArray();
        for (var i = 0; i < types.Length; i++)
        {
            if (wire.Types[i].Length > 3)
            {
                types[i].Columns = [.. wire.Types[i][3].EnumerateArray().Select(c => symbols[c.GetInt32()])];
            }
        }

        for (var i = 0; i < symbols.Length; i++)
        {
            var s = wire.Symbols[i];
            symbols[i].Type = s.Length > 2 && s[2] >= 0 ? types[s[2]] : null;
            symbols[i].Table = s.Length > 3 ? Text(wire, s[3]) : null;
        }

        foreach (var originals in wire.Originals)
        {
            symbols[originals[0]].Originals = [.. originals.Skip(1).Select(o => symbols[o])];
        }

        var scope = new Scope(wire, types, symbols);
        var calls = new List<(BoundNode Node, int Body)>();
        var bodies = wire.Bodies.Select(b => new FunctionBody(b.Function >= 0 ? symbols[b.Function] : null, b.InQuery, [.. b.Parameters.Select(p => Text(wire, p)!)], Nodes(scope, b.Nodes, b.Tokens, b.Names, calls))).ToImmutableArray();
        var root = Nodes(scope, wire.Nodes, wire.Tokens, wire.Names, calls);
        calls.ForEach(c => c.Node.Body = bodies[c.Body]);
        return new BoundTree(root, bodies);
    }

    private static BoundNode Nodes(Scope scope, int[] nodes, int[] tokens, int[] names, List<(BoundNode Node, int Body)> calls)
    {
        var count = nodes.Length / Width;
        var tokensOf = Tokens(scope, tokens);
        var namesOf = Enumerable.Range(0, names.Length / 2).ToDictionary(i => names[2 * i], i => Text(scope.Wire, names[(2 * i) + 1]));
        var open = new Stack<(BoundNode Node, int Left, ImmutableArray<BoundNode>.Builder Children)>();
        BoundNode? root = null;
        for (var i = 0; i < count; i++)
        {
            var n = nodes.AsSpan(i * Width, Width);
            var node = new BoundNode
            {
                Kind = Text(scope.Wire, n[0])!,
                Role = Text(scope.Wire, n[1])!,
                Span = new TextSpan(n[2], n[3]),
                Type = n[4] < 0 ? null : scope.Types[n[4]],
                Symbol = n[5] < 0 ? null : scope.Symbols[n[5]],
                Constant = Text(scope.Wire, n[6]),
                Name = Text(scope.Wire, n[7]),
                ResultName = namesOf.GetValueOrDefault(i),
                Tokens = tokensOf.GetValueOrDefault(i, []),
            };
            if (n[8] >= 0)
            {
                calls.Add((node, n[8]));
            }

            root ??= node;
            if (open.Count > 0)
            {
                open.Peek().Children.Add(node);
            }

            open.Push((node, n[9], ImmutableArray.CreateBuilder<BoundNode>(n[9])));
            while (open.Count > 0 && open.Peek() is var top && top.Children.Count == top.Left)
            {
                top.Node.Children = top.Children.MoveToImmutable();
                _ = open.Pop();
            }
        }

        return open.Count == 0 && root is not null ? root : throw new JsonException("the tree is cut off");
    }

    private static Dictionary<int, ImmutableArray<BoundToken>> Tokens(Scope scope, int[] tokens)
    {
        var found = new Dictionary<int, ImmutableArray<BoundToken>>();
        for (var i = 0; i + 2 < tokens.Length; i += 3)
        {
            found[tokens[i]] = found.GetValueOrDefault(tokens[i], []).Add(new BoundToken(Text(scope.Wire, tokens[i + 1])!, Text(scope.Wire, tokens[i + 2])!));
        }

        return found;
    }

    private static string? Text(WireTree wire, int index) => index < 0 ? null : wire.Strings[index];

    private sealed record Scope(WireTree Wire, BoundType[] Types, BoundSymbol[] Symbols);
}
