using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.QuerySense;

/// <summary>`search "text"` and `find where ...` without a list of tables read every column of every table of the workspace. (`search *` is CG3005.)</summary>
internal sealed class SearchEverywhere : IRuleCheck
{
    public static readonly DiagnosticDescriptor Everywhere = new("CG3507", Severity.Warning, "Search through all tables", "'{0}' without 'in (...)' reads every table of the workspace; name the tables");

    public void Check(RuleContext context)
    {
        foreach (var (text, query) in context.Queries)
        {
            if (!(text.Text.Contains("search", StringComparison.Ordinal) || text.Text.Contains("find", StringComparison.Ordinal)) || query.Tree is not { } tree)
            {
                continue;
            }

            // Behind a bar it searches the rows that it is given.
            foreach (var search in tree.Root.Descendants().Where(n => n is { Kind: "SearchOperator" or "FindOperator", Role: not "Operator" }))
            {
                if (search.Child("InClause") is null && search.Child("Condition") is not { Kind: "StarExpression" })
                {
                    context.Report(Everywhere, text.ToSource(search.Span), search.Tokens[0].Text);
                }
            }
        }
    }
}
