using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.QuerySense;

/// <summary>A <c>let</c> that nothing refers to: a list that was meant to be searched, or what an edit left behind.</summary>
internal sealed class UnusedLets : IRuleCheck
{
    public static readonly DiagnosticDescriptor Unused = new("CG3501", Severity.Warning, "Unused let", "nothing in the query uses the let '{0}'");

    public void Check(RuleContext context)
    {
        foreach (var (text, query) in context.Queries)
        {
            if (!text.Text.Contains("let", StringComparison.Ordinal) || query.Tree is not { } tree)
            {
                continue;
            }

            var nodes = tree.Root.Descendants().ToList();
            // An exclusion of a false positive sees the lets too.
            var exclusions = text == context.Rule.Query && context.TunedQuery?.Tree is { } tuned ? tuned.Root.Descendants() : [];
            var used = nodes.Concat(tree.Bodies.Where(b => b.IsInQuery).SelectMany(b => b.Root.Descendants())).Concat(exclusions)
                .Where(MayBeALet).Select(n => n.Name!).ToHashSet(StringComparer.Ordinal);
            foreach (var name in nodes.Where(n => n.Kind == "LetStatement").Select(n => n.Child("Name")).OfType<BoundNode>())
            {
                if (name.Name is { } let && !used.Contains(let) && !(query.Diagnostics.Any(d => d.Severity == Severity.Error) && IsWrittenAgain(text.Text, query, name)))
                {
                    context.Report(Unused, text.ToSource(name.Span), let);
                }
            }
        }
    }

    // What does not parse is not in the tree: there, a second occurrence outside of comments may be the use.
    private static bool IsWrittenAgain(string text, BoundQuery query, BoundNode name)
    {
        for (var at = text.IndexOf(name.Name!, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name.Name!, at + 1, StringComparison.Ordinal))
        {
            if (!name.Span.Contains(at) && !query.Comments.Any(c => c.Contains(at)))
            {
                return true;
            }
        }

        return false;
    }

    // A column hides a let of the same name; a name that could not be bound may have meant the let.
    private static bool MayBeALet(BoundNode node) => node is { Kind: "NameReference", Name: not null, Symbol: not { Kind: "column" or "table" or "function" } };
}
