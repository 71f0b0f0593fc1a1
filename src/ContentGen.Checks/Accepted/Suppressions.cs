using System.Collections.Immutable;
using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Accepted;

/// <summary>
/// What a rule accepts on purpose: <c>suppress</c> entries take one code away, comments in the query one code on one line. Each is itself
/// an error when there was nothing to take.
/// </summary>
internal static class Suppressions
{
    public static readonly DiagnosticDescriptor Unused = new(
        "CG2301", Severity.Error, "Suppression without a finding", "'{0}' is suppressed here but was not found; remove the suppression");

    public static readonly DiagnosticDescriptor NotSuppressible = new(
        "CG2304", Severity.Error, "Finding that cannot be suppressed", "'{0}' cannot be suppressed: a rule that has it cannot be read as it is written");

    public static readonly DiagnosticDescriptor Incomplete = new(
        "CG2305", Severity.Error, "Suppression without code or reason", "a suppression names a code and a reason: // contentgen:disable CG3105 reason");

    public static readonly DiagnosticDescriptor NotUnderstood = new(
        "CG2310", Severity.Warning, "Comment that nothing reads", "'{0}' means nothing here; write contentgen:disable CODE reason, or contentgen:prefilter reason");

    /// <summary>The findings without those that a comment on their line of a query accepts.</summary>
    public static IEnumerable<Diagnostic> ApplyComments(Rule rule, BoundQuery? query, ImmutableArray<BoundQuery> hunting, IEnumerable<Diagnostic> found)
    {
        var queries = rule.HuntingQueries.Zip(hunting).Select(p => (Text: p.First.Query, Bound: p.Second)).ToList();
        if (rule.Query is { } text && query is not null)
        {
            queries.Insert(0, (text, query));
        }

        var diagnostics = found.Concat(queries.SelectMany(q => CommentDirectives.UnknownIn(q.Text, q.Bound.Comments)).Select(w => Finding(rule, NotUnderstood, w.Span, w.Value))).ToList();
        foreach (var comment in queries.SelectMany(q => SuppressionComment.In(q.Text, q.Bound.Comments)))
        {
            if (comment.Code.Length == 0 || comment.Reason.Length == 0)
            {
                diagnostics.Add(Finding(rule, Incomplete, comment.Place));
            }
            else
            {
                Take(rule, diagnostics, comment.Code, comment.Place, d => comment.Line.Contains(d.Span.Start));
            }
        }

        return diagnostics;
    }

    /// <summary>The findings without those that the rule's <c>suppress</c> entries accept.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="found">Its findings.</param>
    /// <param name="isWhole">False when other rules of the project may be missing: what only shows beside them may be accepted all the same.</param>
    public static IEnumerable<Diagnostic> Apply(Rule rule, IEnumerable<Diagnostic> found, bool isWhole)
    {
        var diagnostics = found.ToList();
        foreach (var suppression in rule.Suppressions)
        {
            if (!isWhole && CrossRuleChecks.Codes.Contains(suppression.Code.Value) && diagnostics.TrueForAll(d => d.Code != suppression.Code.Value))
            {
                continue;
            }

            Take(rule, diagnostics, suppression.Code.Value, suppression.Code.Span, _ => true);
        }

        return diagnostics;
    }

    private static void Take(Rule rule, List<Diagnostic> diagnostics, string code, TextSpan place, Predicate<Diagnostic> here)
    {
        if (DiagnosticCode.IsPartOfReading(code))
        {
            diagnostics.Add(Finding(rule, NotSuppressible, place, code));
        }
        else if (diagnostics.RemoveAll(d => d.Code == code && here(d)) == 0)
        {
            diagnostics.Add(Finding(rule, Unused, place, code));
        }
    }

    private static Diagnostic Finding(Rule rule, DiagnosticDescriptor d, TextSpan place, params object?[] arguments) =>
        new(d.Code, d.Severity, d.Format(arguments), rule.Source, place, rule.Id?.Value);
}
