using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Tuning;

/// <summary>An exclusion is a condition on the columns that there are where it is added.</summary>
internal sealed class Exclusions : IRuleCheck
{
    public static readonly DiagnosticDescriptor DoesNotBind = new("CG4005", Severity.Error, "Exclusion that does not fit", "the exclusion does not fit {0}: {1} ({2})");

    public static readonly DiagnosticDescriptor NotACondition = new("CG4006", Severity.Error, "Exclusion that is no condition", "the exclusion must be one condition, true for the rows to leave out{0}");

    public static readonly DiagnosticDescriptor NotRead = new("CG4007", Severity.Error, "Exclusion at an unread table", "the query does not read the table '{0}'{1}");

    // The Kusto library's "a value of type ... expected".
    private const string WrongType = "KS107";

    public void Check(RuleContext context)
    {
        if (context is { QueryHasErrors: false, Query: { } query })
        {
            foreach (var at in context.Rule.FalsePositives.Where(f => f.Tuning?.Exclude is not null).Select(f => f.Tuning!.At).OfType<Located<string>>())
            {
                if (at.Value != "result" && !query.Tables.Contains(at.Value))
                {
                    context.Report(NotRead, at.Span, at.Value, NearestName.Hint(at.Value, [.. query.Tables, "result"]));
                }
            }
        }

        foreach (var exclusion in context.Exclusions)
        {
            Check(context, exclusion);
        }
    }

    private static void Check(RuleContext context, BoundExclusion exclusion)
    {
        var text = exclusion.Tuning.Exclude!;
        var length = text.Text.Length;
        var place = text.ToSource(new TextSpan(0, length));
        if (exclusion.Bound.Tree is not { } tree)
        {
            return;
        }

        var errors = exclusion.Bound.Diagnostics.Where(d => d.Severity == Severity.Error).ToList();
        if (errors.Count == 0)
        {
            if (!exclusion.Query.IsOneCondition(tree.Root, length))
            {
                context.Report(NotACondition, place, "");
            }

            return;
        }

        var where = exclusion.Tuning.At?.Value is { } at && at != "result" ? at : "the rule's result";
        foreach (var error in errors)
        {
            // A name that is not known has no type: what is said about types beside it follows from that.
            if (error.Code == WrongType && errors.Exists(e => e.Code != WrongType))
            {
                continue;
            }

            var span = exclusion.Query.ToExclusion(error.Span, length);
            if (error.Code == WrongType && span is { } whole && text.Text.Substring(whole.Start, whole.Length) == text.Text.Trim())
            {
                context.Report(NotACondition, place, $" ({error.Message.TrimEnd('.')})");
            }
            else
            {
                context.Report(DoesNotBind, span is { } inside ? text.ToSource(inside) : place, where, error.Message.TrimEnd('.'), error.Code);
            }
        }
    }
}
