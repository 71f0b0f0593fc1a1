using System.Globalization;
using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// dcount is an estimate. It is exact up to 1,000 values at the default accuracy of 1 and up to 8,000 at 2; other accuracies promise
/// nothing (KQL reference, estimation accuracy). So a threshold beyond that is met or missed by chance.
/// </summary>
internal sealed class EstimatedCounts : IRuleCheck
{
    public static readonly DiagnosticDescriptor Estimated = new("CG3512", Severity.Info, "Threshold on an estimate", "'{0}' is an estimate{1}; compared with {2} it is right by chance");

    public void Check(RuleContext context)
    {
        if (context is not { Rule.Query: { } text, Query.Tree: { } tree } || !text.Text.Contains("dcount", StringComparison.Ordinal))
        {
            return;
        }

        var nodes = tree.Root.Descendants().ToList();
        var counts = nodes.Where(n => n.Kind == "SimpleNamedExpression" && n.Child("Name")?.Symbol is not null && IsDcount(n.Child("Expression")))
            .ToLookup(n => n.Child("Name")!.Symbol!, n => n.Child("Expression")!);
        foreach (var comparison in nodes.Where(n => n.Symbol?.Kind == "operator" && n.Child("Left") is { Kind: "NameReference", Symbol: not null }))
        {
            if (counts[comparison.Child("Left")!.Symbol!].FirstOrDefault() is { } count && comparison.Child("Right") is { } right
                && long.TryParse(right.Constant, NumberStyles.Integer, CultureInfo.InvariantCulture, out var threshold) && WhyWrong(count, threshold) is { } why)
            {
                context.Report(Estimated, text.ToSource(comparison.Span), count.Symbol!.Name, why, threshold.ToString("N0", CultureInfo.InvariantCulture));
            }
        }
    }

    private static bool IsDcount(BoundNode? expression) => expression is { Kind: "FunctionCallExpression", Symbol: { Kind: "aggregate", Name: "dcount" or "dcountif" } };

    private static string? WhyWrong(BoundNode count, long threshold)
    {
        var arguments = count.Child("ArgumentList")?.ChildrenOf("Expressions").ToList() ?? [];
        var at = count.Symbol!.Name == "dcount" ? 1 : 2;
        var accuracy = arguments.Count > at ? arguments[at].Constant : "1";
        return (accuracy, threshold) switch
        {
            ("0", > 1) => " of accuracy 0",
            ("1", > 1000) => " beyond 1,000 values",
            ("2", > 8000) => " beyond 8,000 values",
            _ => null,
        };
    }
}
