using ContentGen.Checks.Overlays;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Tests;

/// <summary>What a query consists of, by the Kusto library's own tree: the smallest nodes in the order of the text.</summary>
internal static class QueryLeaves
{
    public static IEnumerable<string> Of(BoundTree tree) => Nodes(tree).Select(Text);

    /// <summary>The leaves of a tuned query that no change put there.</summary>
    public static IEnumerable<string> Outside(BoundTree tree, TunedQuery tuned)
    {
        var added = tuned.Changes.Select(c => new TextSpan(tuned.StartOf(c), c.NewText.Length)).ToList();
        return Nodes(tree).Where(n => !added.Exists(a => n.Span.Start >= a.Start && n.Span.Start < a.End)).Select(Text);
    }

    /// <summary>The leaves of the original that no change replaces.</summary>
    public static IEnumerable<string> Kept(BoundTree tree, TunedQuery tuned) =>
        Nodes(tree).Where(n => !tuned.Changes.Any(c => n.Span.Start >= c.Span.Start && n.Span.Start < c.Span.End)).Select(Text);

    private static IEnumerable<BoundNode> Nodes(BoundTree tree) => tree.Root.Descendants().Where(n => n.Children.IsEmpty && n.Span.Length > 0);

    // A table of a union is one of its Expressions; in brackets, which a filter needs, it is the Expression of these.
    private static string Text(BoundNode node) => $"{node.Kind} {(node.Role == "Expressions" ? "Expression" : node.Role)} {node.Name ?? node.Constant} {string.Join(' ', node.Tokens.Select(t => t.Text))}";
}
