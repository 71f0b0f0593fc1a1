using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// Statements with a result each: Kusto returns them all (KQL reference, query statements), but alerts are made of one, and nobody says of which.
/// Mostly a semicolon too many, or a test that was left in; where the query does not parse, its pieces are no results.
/// </summary>
internal sealed class SeveralResults : IRuleCheck
{
    public static readonly DiagnosticDescriptor Several = new("CG3519", Severity.Warning, "More than one result", "the query returns {0} results, the second of which begins here; an alert is made of one, and of which is not documented: join them with union, or leave all but one");

    public void Check(RuleContext context)
    {
        if (context is not { Rule.Query: { } text, Query.Tree: { } tree, QueryHasErrors: false })
        {
            return;
        }

        var results = tree.Root.ChildrenOf("Statements").Where(s => s.Kind == "ExpressionStatement").ToList();
        if (results.Count > 1)
        {
            context.Report(Several, text.ToSource(new TextSpan(results[1].Span.Start, Math.Min(results[1].Span.Length, 1))), results.Count);
        }
    }
}
