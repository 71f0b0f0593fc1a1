using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Kql;

/// <summary>
/// A watchlist that the content does not declare may well be in the workspace: no error, but nothing is known of its columns, so none of
/// them is checked.
/// </summary>
internal sealed class UndeclaredWatchlists : IQueryCheck
{
    public static readonly DiagnosticDescriptor Undeclared = new(
        "CG3105", Severity.Info, "Watchlist not declared", "the watchlist '{0}' is not in content/watchlists, so its columns are not checked{1}");

    public void Check(QueryContext context)
    {
        // The tree is decoded only where there is something to find.
        if (context.Query.Watchlists.All(context.Catalog.HasWatchlist))
        {
            return;
        }

        foreach (var call in context.Nodes.Where(n => n is { Kind: "FunctionCallExpression", Symbol: { Kind: "workspace-function", Name: "_GetWatchlist" } }))
        {
            if (call.Child("ArgumentList")?.Child("Expressions") is { Constant: { } alias } argument && !context.Catalog.HasWatchlist(alias))
            {
                context.Report(Undeclared, argument.Span, alias, NearestName.Hint(alias, context.Catalog.WatchlistAliases));
            }
        }
    }
}
