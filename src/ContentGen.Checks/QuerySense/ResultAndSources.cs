using ContentGen.Checks.Facts;
using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// A query takes rows from somewhere and returns some. Comments, lets and settings alone are no query (KQL reference, query statements: at
/// least one is a tabular expression), a management command is none either, and what reads nothing finds the same at every run.
/// </summary>
internal sealed class ResultAndSources : IRuleCheck
{
    public static readonly DiagnosticDescriptor NoResult = new("CG3520", Severity.Error, "Query without a result", "the query returns no rows: {0}");

    public static readonly DiagnosticDescriptor NoSource = new("CG3521", Severity.Warning, "Query that reads nothing", "the query reads no table, function or watchlist: it finds the same at every run");

    public void Check(RuleContext context)
    {
        foreach (var (text, query) in context.Queries.Where(q => q.Query is { Failure: BindFailure.None } && !q.Query.Diagnostics.Any(d => d.Severity == Severity.Error)))
        {
            var isCommand = IsCommand(text.Text, query);
            var readsNothing = query is { IsOpen: false, Tables.IsEmpty: true, Functions.IsEmpty: true, Watchlists.IsEmpty: true };

            // The tree is decoded only on suspicion: for most rules nothing else asks for it.
            if (!(isCommand || readsNothing || query.ResultColumns is null) || query.Tree is not { } tree)
            {
                continue;
            }

            var last = tree.Root.ChildrenOf("Statements").LastOrDefault();
            var place = text.ToSource(new TextSpan(last?.Span.Start ?? 0, text.Text.Length == 0 ? 0 : 1));
            if (isCommand)
            {
                context.Report(NoResult, place, "what begins with a dot is a management command, which Sentinel does not run");
            }
            else if (query.ResultColumns is null)
            {
                context.Report(NoResult, place, last is null ? "it holds nothing but comments" : "none of its statements is an expression over a table");
            }
            else if (readsNothing && ReadsNothing(tree))
            {
                context.Report(NoSource, place);
            }
        }
    }

    private static bool IsCommand(string text, BoundQuery query)
    {
        var at = 0;
        foreach (var comment in query.Comments)
        {
            at = string.IsNullOrWhiteSpace(text[at..Math.Max(at, comment.Start)]) ? comment.End : at;
        }

        return text.AsSpan(at).TrimStart().StartsWith(".");
    }

    private static bool ReadsNothing(BoundTree tree) =>
        QueryFacts.Of(tree) is { IsComplete: true } facts && facts.Branches.All(b => b.Source.Node.Kind == "DataTableExpression");
}
