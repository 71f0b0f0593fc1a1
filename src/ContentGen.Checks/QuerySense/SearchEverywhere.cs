using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.QuerySense;

/// <summary>`search "text"` without a list of tables reads every column of every table of the workspace. (`search *` is CG3005.)</summary>
internal sealed class SearchEverywhere : IRuleCheck
{
    public static readonly DiagnosticDescriptor Everywhere = new("CG3507", Severity.Warning, "Search through all tables", "'search' without 'in (...)' reads every table of the workspace; name the tables");

    public void Check(RuleContext context)
    {
        foreach (var (text, query) in context.Queries)
        {
            if (!text.Text.Contains("search", StringComparison.Ordinal) || query.Tree is not { } tree)
            {
                continue;
            }

            // Behind a bar it searches the rows that it is given.
            foreach (var search in tree.Root.Descendants().Where(n => n is { Kind: "SearchOperator", Role: not "Operator" }))
            {
                if (search.Child("InClause") is null && search.Child("Condition") is not { Kind: "StarExpression" })
                {
                    context.Report(Everywhere, text.ToSource(search.Span));
                }
            }
        }
    }
}
