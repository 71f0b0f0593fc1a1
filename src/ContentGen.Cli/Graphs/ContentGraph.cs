using System.Collections.Immutable;
using ContentGen.Checks.Facts;
using ContentGen.Cli.Commands;

namespace ContentGen.Cli.Graphs;

/// <summary>What the queries of a project use: rules and hunting queries, then functions, watchlists, tables and feeds, and who names whom.</summary>
/// <param name="Nodes">By kind, then by id; no key occurs twice.</param>
/// <param name="Edges">Keys of the node that names and of the one that is named, in the order of the nodes.</param>
internal sealed record ContentGraph(ImmutableArray<GraphNode> Nodes, ImmutableArray<(string From, string To)> Edges)
{
    private static readonly string[] Kinds = ["rule", "hunting-query", "function", "watchlist", "table", "feed"];

    public static ContentGraph Of(CompileRun run)
    {
        var nodes = new Dictionary<string, GraphNode>(StringComparer.Ordinal);
        var edges = new HashSet<(string, string)>();
        foreach (var function in run.Functions)
        {
            Add(new GraphNode("function", function.Function.Name, function.Function.Name, function.Function.Place!.Source.Path), function.References);
        }

        foreach (var watchlist in run.Content.Schemas.Watchlists)
        {
            Add(new GraphNode("watchlist", watchlist.Alias.Value, watchlist.DisplayName?.Value ?? watchlist.Alias.Value, watchlist.Source.Path), QueryReferences.None);
        }

        foreach (var (kind, rule) in run.Compilation.Rules.Select(r => ("rule", r)).Concat(run.Hunting.Rules.Select(r => ("hunting-query", r))))
        {
            var id = rule.Rule.Id?.Value ?? rule.Rule.Source.Path;
            Add(new GraphNode(kind, id, rule.Rule.Name?.Value ?? id, rule.Rule.Source.Path), QueryReferences.Of(rule.BuiltQuery));
        }

        var place = Kinds.Select((k, i) => (k, i)).ToDictionary(p => p.k, p => p.i, StringComparer.Ordinal);
        var used = run.Subjects is null ? nodes.Values : Reached(nodes, edges);
        ImmutableArray<GraphNode> ordered = [.. used.OrderBy(n => place[n.Kind]).ThenBy(n => n.Id, StringComparer.Ordinal)];
        var order = ordered.Select((n, i) => (n.Key, i)).ToDictionary(p => p.Key, p => p.i, StringComparer.Ordinal);
        return new ContentGraph(ordered, [.. edges.Where(e => order.ContainsKey(e.Item1)).OrderBy(e => order[e.Item1]).ThenBy(e => order[e.Item2])]);

        void Add(GraphNode node, QueryReferences references)
        {
            // A declaration says more than a use.
            nodes[node.Key] = node;
            foreach (var (kind, id) in References(references))
            {
                var named = new GraphNode(kind, id, id, null);
                _ = nodes.TryAdd(named.Key, named);
                _ = edges.Add((node.Key, named.Key));
            }
        }
    }

    /// <summary>What a node uses, itself or through functions, in the order of the nodes.</summary>
    public IEnumerable<GraphNode> UsedBy(GraphNode node)
    {
        var seen = Closure([node.Key], Edges);
        return Nodes.Where(n => n != node && seen.Contains(n.Key));
    }

    // Of a few files that were named, the functions and watchlists that they do not use are none of their business.
    private static IEnumerable<GraphNode> Reached(Dictionary<string, GraphNode> nodes, HashSet<(string, string)> edges)
    {
        var seen = Closure(nodes.Values.Where(n => n.Kind is "rule" or "hunting-query").Select(n => n.Key), edges);
        return nodes.Values.Where(n => seen.Contains(n.Key));
    }

    private static HashSet<string> Closure(IEnumerable<string> from, IEnumerable<(string From, string To)> edges)
    {
        var next = edges.ToLookup(e => e.From, e => e.To, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(from);
        while (open.TryPop(out var key))
        {
            foreach (var to in seen.Add(key) ? next[key] : [])
            {
                open.Push(to);
            }
        }

        return seen;
    }

    private static IEnumerable<(string Kind, string Id)> References(QueryReferences references) =>
    [
        .. references.Functions.Select(f => ("function", f)), .. references.Watchlists.Select(w => ("watchlist", w)),
        .. references.Tables.Select(t => ("table", t)), .. references.Feeds.Select(f => ("feed", f)),
    ];
}
