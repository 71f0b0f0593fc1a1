using System.Collections.Immutable;
using System.Globalization;
using ContentGen.Detection.Workspaces;

namespace ContentGen.Cli.Backtesting;

/// <summary>What rules would have done in a workspace.</summary>
/// <param name="Workspace">Its name.</param>
/// <param name="First">The first day.</param>
/// <param name="Days">How many.</param>
/// <param name="Results">In the order of the rules.</param>
internal sealed record BacktestReport(string Workspace, DateOnly First, int Days, ImmutableArray<BacktestResult> Results)
{
    public DateOnly Last => First.AddDays(Days - 1);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Place(BacktestResult result) => $"{result.Subject.Rule.Source.Path}({result.Subject.Rule.Source.PositionOf(result.Reason!.Span.Start)})";
}
