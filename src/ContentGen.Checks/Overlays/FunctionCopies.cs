using System.Text;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Overlays;

/// <summary>
/// Functions of the workspace that read a table at which a rule excludes rows: the rule gets copies of them, declared by <c>let</c> at its
/// beginning, where they hide the functions themselves. Others that call the function keep what they had.
/// </summary>
internal static class FunctionCopies
{
    /// <summary>One change at the beginning of the query with all copies, and the filters in it. Null when no place is in a function.</summary>
    public static (OverlayChange Change, IReadOnlyList<ExclusionFilter> Filters)? Make(BoundTree tree, IReadOnlyList<(ExclusionPlace Place, Exclusion Exclusion)> places, SchemaCatalog catalog, TextSpan owner)
    {
        var inFunctions = places.Where(p => p.Place.Function is not null).ToLookup(p => p.Place.Function!, StringComparer.Ordinal);
        if (inFunctions.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder();
        var made = new List<(int Offset, Exclusion Exclusion)>();
        foreach (var name in Needed(tree, inFunctions.Select(g => g.Key)))
        {
            var function = catalog.FindOwnFunction(name)!;
            _ = text.Append("let ").Append(KqlNames.Quote(name)).Append(" = (").Append(function.Parameters).Append("\n) ");
            var at = text.Length;
            var changes = FilterChanges.Make(inFunctions[name].Select(p => (p.Place.Rows, p.Exclusion)));
            // References of one table never overlap.
            var body = TunedQuery.Apply(function.Body, changes.Select(c => c.Change))!;
            _ = text.Append(body.Text).Append(";\n");
            made.AddRange(changes.Where(c => c.Filter is not null).Select(c => (at + body.StartOf(c.Change), c.Filter!)));
        }

        var change = new OverlayChange(default, text.ToString(), owner);
        return (change, [.. made.Select(m => new ExclusionFilter(change, m.Offset, m.Exclusion))]);
    }

    // Those functions and whatever calls them on the way from the query, a called one before its caller.
    private static List<string> Needed(BoundTree tree, IEnumerable<string> filtered)
    {
        var calls = tree.Bodies.Where(b => !b.IsInQuery && b.Function is not null).ToLookup(
            b => b.Function!.Name,
            b => b.Root.Descendants().Select(n => n.Symbol).OfType<BoundSymbol>().Where(s => s.Kind == "workspace-function").Select(s => s.Name).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
        var needed = filtered.ToHashSet(StringComparer.Ordinal);
        while (calls.Where(c => !needed.Contains(c.Key) && c.Any(s => s.Overlaps(needed))).Select(c => c.Key).ToList() is { Count: > 0 } callers)
        {
            needed.UnionWith(callers);
        }

        var ordered = new List<string>();
        foreach (var name in needed.Order(StringComparer.Ordinal))
        {
            Visit(name);
        }

        return ordered;

        void Visit(string name)
        {
            if (ordered.Contains(name) || !needed.Contains(name))
            {
                return;
            }

            foreach (var called in calls[name].SelectMany(c => c).Where(c => c != name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                Visit(called);
            }

            ordered.Add(name);
        }
    }
}
