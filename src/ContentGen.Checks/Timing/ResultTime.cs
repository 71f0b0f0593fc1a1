using ContentGen.Checks.Facts;
using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Timing;

/// <summary>
/// When it happened: an alert says when the rule ran; what the rows do not say about the time of the events nobody will see. Sentinel reads
/// TimeGenerated, analysts read any column of time. A custom detection of Defender takes Timestamp (documentation of custom detection rules).
/// </summary>
internal sealed class ResultTime : IRuleCheck
{
    public static readonly DiagnosticDescriptor None = new("CG3406", Severity.Warning, "Result without a time", "the result has no column of time: the alert cannot say when the events happened; keep TimeGenerated, or its min() and max()");

    public static readonly DiagnosticDescriptor OtherName = new("CG3407", Severity.Info, "Result without TimeGenerated", "the result has no TimeGenerated; the time is in {0}");

    public void Check(RuleContext context)
    {
        if (context is not { Query: { ResultColumns: { IsEmpty: false } columns, IsOpen: false, Tables.IsEmpty: false }, Rule.Query: { } text } || columns.Any(c => c.Name == "TimeGenerated" || (c.Name == "Timestamp" && context.Catalog.Environment == QueryEnvironment.DefenderXdr)))
        {
            return;
        }

        var place = context.Query.Tree is { } tree ? ResultShape.PlaceOf(tree) : new TextSpan(0, 1);
        var times = columns.Where(c => c.Type == "datetime" || (c.Type == "dynamic" && IsTimeName(c.Name))).Select(c => $"'{c.Name}'").ToList();
        if (times.Count > 0)
        {
            context.Report(OtherName, text.ToSource(place), string.Join(", ", times.Take(4)));
        }
        else if (!columns.Any(c => IsTimeName(c.Name)))
        {
            context.Report(None, text.ToSource(place));
        }
    }

    // Times that are kept as text or as a list are times all the same.
    private static bool IsTimeName(string name) =>
        name.Contains("Time", StringComparison.OrdinalIgnoreCase) || name.Contains("Date", StringComparison.OrdinalIgnoreCase) || name.Contains("Seen", StringComparison.Ordinal);
}
