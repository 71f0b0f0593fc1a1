using ContentGen.Checks.Facts;
using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// Rows picked by chance: `take`, `limit` and `sample` without an order return any rows ("no guarantee which", KQL reference), `top` any of
/// those that tie for the last place; the rows that are left out never become alerts.
/// </summary>
internal sealed class ArbitraryRows : IRuleCheck
{
    public static readonly DiagnosticDescriptor Arbitrary = new("CG3505", Severity.Warning, "Rows picked by chance", "'{0}' keeps whichever rows it meets first: runs over the same events may differ, and the rest is never seen");

    public static readonly DiagnosticDescriptor Top = new("CG3506", Severity.Info, "Rows cut off", "'{0}' drops what comes after, and of rows that tie for the last place it keeps any");

    private static readonly HashSet<string> KeepOrder = new(StringComparer.Ordinal)
    {
        "FilterOperator", "ExtendOperator", "ProjectOperator", "ProjectAwayOperator", "ProjectRenameOperator", "ProjectReorderOperator", "ProjectKeepOperator", "SerializeOperator",
    };

    public void Check(RuleContext context)
    {
        if (context is not { Rule.Query: { } text, Query.Tree: { } tree })
        {
            return;
        }

        foreach (var pipeline in Pipeline.In(tree.Root))
        {
            for (var i = 0; i < pipeline.Operators.Length; i++)
            {
                var step = pipeline.Operators[i];
                var descriptor = step.Kind switch
                {
                    // Whether there is a row at all does not depend on which.
                    "TakeOperator" or "SampleOperator" when pipeline.Operators.Skip(i + 1).All(o => o.Kind == "CountOperator") && i + 1 < pipeline.Operators.Length => null,
                    "TakeOperator" when IsSorted(pipeline, i) => Top,
                    "TakeOperator" or "SampleOperator" or "SampleDistinctOperator" => Arbitrary,
                    "TopOperator" when !IsAsked(pipeline, step) => Top,
                    _ => null,
                };
                if (descriptor is not null)
                {
                    context.Report(descriptor, text.ToSource(step.Span), text.Text.Substring(step.Span.Start, step.Span.Length).Split('\n')[0].TrimEnd());
                }
            }
        }
    }

    // `toscalar(... | top 1 by X)` asks for the largest, and gets it; as a row of the result it stands for all that tie with it.
    private static bool IsAsked(Pipeline pipeline, BoundNode top) => top.Child("Expression")?.Constant == "1" && pipeline.Holder?.Kind is not "ExpressionStatement";

    private static bool IsSorted(Pipeline pipeline, int index)
    {
        for (var i = index - 1; i >= 0; i--)
        {
            if (!KeepOrder.Contains(pipeline.Operators[i].Kind))
            {
                return pipeline.Operators[i].Kind is "SortOperator" or "TopOperator";
            }
        }

        return false;
    }
}
