using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Rules;

/// <summary>Sentinel refuses `search *` and `union *` in analytic rules (documentation of scheduled rules).</summary>
internal sealed class ForbiddenOperators : IRuleCheck
{
    public static readonly DiagnosticDescriptor Forbidden = new("CG3005", Severity.Error, "Operator not allowed in a rule", "Sentinel does not take '{0}' in an analytic rule; name the tables");

    public void Check(RuleContext context)
    {
        // The tree is decoded only where the words are there: for most rules nothing else asks for it.
        if (context.Rule.Query is not { } text || !MayBeThere(text.Text) || context.Query?.Tree is not { } tree)
        {
            return;
        }

        foreach (var node in tree.Root.Descendants())
        {
            var star = node.Kind switch
            {
                "UnionOperator" => node.ChildrenOf("Expressions").FirstOrDefault(e => e.Kind == "StarExpression" || e.Name == "*"),
                "SearchOperator" when node.Child("Condition") is { Kind: "StarExpression" } condition => condition,
                _ => null,
            };
            if (star is not null)
            {
                context.Report(Forbidden, text.ToSource(node.Span), node.Kind == "UnionOperator" ? "union *" : "search *");
            }
        }
    }

    private static bool MayBeThere(string query) => query.Contains('*', StringComparison.Ordinal)
        && (query.Contains("union", StringComparison.Ordinal) || query.Contains("search", StringComparison.Ordinal));
}
