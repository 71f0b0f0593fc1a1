using System.Globalization;
using ContentGen.Cli.Reporting;
using ContentGen.Cli.Testing;
using ContentGen.Detection.Workspaces;

namespace ContentGen.Cli.Backtesting;

/// <summary>For a pull request: a row for each rule with its hits day by day.</summary>
internal static class BacktestMarkdownWriter
{
    public static void Write(BacktestReport report, TextWriter output)
    {
        output.WriteLine($"### Backtest in {MarkdownLine.Of(report.Workspace)}, {BacktestReport.Day(report.First)} to {BacktestReport.Day(report.Last)}");
        output.WriteLine();
        output.WriteLine("| rule | hits | alerts | alerts of the worst day | hits day by day |");
        output.WriteLine("|---|--:|--:|--:|---|");
        foreach (var result in report.Results)
        {
            var title = MarkdownLine.Of(TestReport.Title(result.Subject));
            output.WriteLine(result.Reason is { } reason
                ? $"| {title} | | | | not run: {MarkdownLine.Of(reason.Message)} |"
                : string.Create(CultureInfo.InvariantCulture, $"| {title} | {result.Hits} | {result.Alerts} | {Worst(result)} | {string.Join(' ', result.Days.Select(d => d.Hits))} |"));
        }
    }

    private static long Worst(BacktestResult result) => result.Days.Select(d => d.Alerts).DefaultIfEmpty(0).Max();
}
