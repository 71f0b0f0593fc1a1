using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Rules;

/// <summary>What the Kusto library says about the rule's queries, under its own codes, and why it could not say anything.</summary>
internal sealed class QueryFindings : IRuleCheck
{
    public static readonly DiagnosticDescriptor TimedOut = new("CG3001", Severity.Error, "Query analysis timed out", "the analysis of this query took too long and was ended");

    public static readonly DiagnosticDescriptor Crashed = new("CG3002", Severity.Error, "Query analysis failed", "the analysis of this query ended the language host twice; the query was not checked");

    public static readonly DiagnosticDescriptor TooLong = new("CG3003", Severity.Error, "Query too long to analyse", "the query has {0:N0} characters and was not analysed; Sentinel takes 10,000");

    public static readonly DiagnosticDescriptor TooDeep = new("CG3004", Severity.Error, "Query nested too deeply", "the query is nested too deeply to be analysed");

    public void Check(RuleContext context)
    {
        if (context is { Query: { } query, Rule.Query: { } text })
        {
            Report(context, query, text);
        }

        foreach (var (hunt, bound) in context.Rule.HuntingQueries.Zip(context.HuntingQueries))
        {
            Report(context, bound, hunt.Query);
        }
    }

    private static void Report(RuleContext context, BoundQuery query, KqlText text)
    {
        foreach (var found in query.Diagnostics)
        {
            context.Report(found.Code, found.Severity, found.Message, text.ToSource(found.Span));
        }

        var failure = query.Failure switch
        {
            BindFailure.TimedOut => TimedOut,
            BindFailure.Crashed => Crashed,
            BindFailure.TooLong => TooLong,
            BindFailure.TooDeep => TooDeep,
            _ => null,
        };
        if (failure is not null)
        {
            context.Report(failure, text.ToSource(new TextSpan(0, Math.Min(1, text.Text.Length))), text.Text.Length);
        }
    }
}
