using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Kql;

/// <summary>
/// Tables of Defender in Log Analytics have both Timestamp (when it happened) and TimeGenerated (by which Sentinel bounds what a rule sees).
/// For records that come late the two differ by hours.
/// </summary>
internal sealed class RecordTimeColumn : IQueryCheck
{
    public static readonly DiagnosticDescriptor EventTime = new("CG3209", Severity.Info, "Filtered by Timestamp", "{0} is filtered by Timestamp, but Sentinel gives a rule the rows whose TimeGenerated is in queryPeriod: a late record may pass neither run; filter by TimeGenerated");

    private static readonly HashSet<string> Operators = ["<", "<=", ">", ">=", "between"];

    public void Check(QueryContext context)
    {
        if (context.Catalog.Environment != QueryEnvironment.Sentinel)
        {
            return;
        }

        var reported = new HashSet<string>();
        foreach (var node in context.Nodes)
        {
            if (Comparison.Of(node) is { } comparison && (Operators.Contains(comparison.Operator) || node.Kind == "BetweenExpression")
                && Comparison.ColumnOf(comparison.Left) is { Name: "Timestamp" } column && column.Type?.Name == "datetime"
                && Comparison.SourceOf(column)?.Table is { } table && context.Catalog.FindTable(table) is { } schema && schema.Columns.Any(c => c.Name == "TimeGenerated")
                && reported.Add(table))
            {
                context.Report(EventTime, comparison.Left.Span, table);
            }
        }
    }
}
