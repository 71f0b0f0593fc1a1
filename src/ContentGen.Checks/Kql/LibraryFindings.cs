using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Kql;

/// <summary>
/// What the Kusto library says about a query, under its own codes and at its own places, with what the author may have meant added to its
/// words; and why it could not say anything.
/// </summary>
internal sealed class LibraryFindings : IQueryCheck
{
    public static readonly DiagnosticDescriptor TimedOut = new("CG3001", Severity.Error, "Query analysis timed out", "the analysis of this query took too long and was ended");

    public static readonly DiagnosticDescriptor Crashed = new("CG3002", Severity.Error, "Query analysis failed", "the analysis of this query ended the language host twice; the query was not checked");

    public static readonly DiagnosticDescriptor TooLong = new("CG3003", Severity.Error, "Query too long to analyse", "the query has {0:N0} characters and was not analysed; Sentinel takes 10,000");

    public static readonly DiagnosticDescriptor TooDeep = new("CG3004", Severity.Error, "Query nested too deeply", "the query is nested too deeply to be analysed");

    public void Check(QueryContext context)
    {
        foreach (var found in context.Query.Diagnostics)
        {
            if (IsConsequence(context, found))
            {
                continue;
            }

            var hint = NameHint.For(context, found);
            var words = hint is null ? found.Message : $"{found.Message.TrimEnd('.')}; {hint.Text}";
            if (found.Severity == Severity.Error && LibraryLimits.Doubt(context, found) is { } doubt)
            {
                context.Report(found.Code, Severity.Warning, $"{found.Message.TrimEnd('.')}; {doubt}", found.Span, hint?.Edit);
                continue;
            }

            context.Report(found.Code, found.Severity, words, found.Span, hint?.Edit);
        }

        var failure = context.Query.Failure switch
        {
            BindFailure.TimedOut => TimedOut,
            BindFailure.Crashed => Crashed,
            BindFailure.TooLong => TooLong,
            BindFailure.TooDeep => TooDeep,
            _ => null,
        };
        if (failure is not null)
        {
            context.Report(failure, new TextSpan(0, Math.Min(1, context.Text.Length)), context.Text.Length);
        }
    }

    // A column that came of an unknown name has no type: a union then has it as Name_unknown, and Name is missed, which was said before.
    private static bool IsConsequence(QueryContext context, QueryDiagnostic found) =>
        found.Code == "KS142" && context.Nodes.LastOrDefault(n => n.Span == found.Span && n.Name is not null) is { Name: { } name } node
        && VisibleRows.At(context.Query.Tree!.Root, node.Span).SelectMany(r => r.Columns).Any(c => c.Name == name + "_unknown");
}
