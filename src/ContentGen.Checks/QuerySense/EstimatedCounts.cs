using System.Globalization;
using ContentGen.Checks.Kql;
using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// dcount is an estimate whose result may vary from run to run (KQL reference, dcount). Against a threshold as small as most rules have, one
/// more or less decides, and the exact count_distinct() costs nothing to speak of. Against a large one an estimate is what is wanted.
/// </summary>
internal sealed class EstimatedCounts : IRuleCheck
{
    public static readonly DiagnosticDescriptor Estimated = new("CG3512", Severity.Info, "Threshold on an estimate", "'{0}' is an estimate that may vary between runs{1}, and against {2} one more or less decides; {3}() counts exactly");

    private const decimal Small = 100;

    public void Check(RuleContext context)
    {
        if (context is not { Rule.Query: { } text, Query.Tree: { } tree } || !text.Text.Contains("dcount", StringComparison.Ordinal))
        {
            return;
        }

        var nodes = tree.Root.Descendants().ToList();
        var counts = Counts(nodes);
        foreach (var node in nodes)
        {
            if (Comparison.Of(node) is { Operator: ">" or ">=" or "<" or "<=" or "==" or "!=" or "between" or "!between" } comparison && Comparison.ColumnOf(comparison.Left) is { } column
                && counts.GetValueOrDefault(column) is { } count && Threshold(comparison.Values[0]) is { } threshold && threshold <= Small && !IsAny(comparison.Operator, threshold))
            {
                var name = count.Symbol!.Name;
                var least = Accuracy(count) == "0" ? " and at accuracy 0 is exact for no number" : "";
                context.Report(Estimated, text.ToSource(node.Span), name, least, threshold.ToString(CultureInfo.InvariantCulture), name == "dcount" ? "count_distinct" : "count_distinctif");
            }
        }
    }

    private static Dictionary<BoundSymbol, BoundNode> Counts(List<BoundNode> nodes)
    {
        var counts = new Dictionary<BoundSymbol, BoundNode>();
        foreach (var summarize in nodes.Where(n => n.Kind == "SummarizeOperator"))
        {
            foreach (var aggregate in summarize.ChildrenOf("Aggregates"))
            {
                var call = aggregate.Kind == "SimpleNamedExpression" ? aggregate.Child("Expression") : aggregate;
                if (call is { Kind: "FunctionCallExpression", Symbol: { Kind: "aggregate", Name: "dcount" or "dcountif" } } && ColumnOf(summarize, aggregate, call) is { } column)
                {
                    counts[column] = call;
                }
            }
        }

        return counts;
    }

    // Without a name of its own the column is called after the function and what it counts.
    private static BoundSymbol? ColumnOf(BoundNode summarize, BoundNode aggregate, BoundNode call) => (aggregate.Kind == "SimpleNamedExpression" ? aggregate.Child("Name")?.Symbol : null)
        ?? summarize.Type?.Columns.FirstOrDefault(c => c.Name == $"{call.Symbol!.Name}_{call.Child("ArgumentList")?.Children.FirstOrDefault()?.Name}");

    // The threshold of a name is the value of its let; the lower end of a range.
    private static decimal? Threshold(BoundNode value) =>
        decimal.TryParse((value.Constant is null ? value.Children.FirstOrDefault() : value)?.Constant, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Whether there is any at all does not depend on how many.
    private static bool IsAny(string op, decimal threshold) => (op, threshold) is (">" or "==" or "!=", 0) or (">=" or "<", 1) or (">=", 0);

    private static string? Accuracy(BoundNode count) =>
        count.Child("ArgumentList")?.Children.ElementAtOrDefault(count.Symbol!.Name == "dcount" ? 1 : 2)?.Constant;
}
