using ContentGen.Cli.Reporting;
using ContentGen.Cli.Testing;

namespace ContentGen.Cli.Backtesting;

/// <summary>For a terminal: a line for each rule, and one for each of its days with hits.</summary>
internal static class BacktestTextWriter
{
    public static void Write(BacktestReport report, TextWriter output)
    {
        foreach (var result in report.Results)
        {
            var title = TextReportWriter.OneLine(TestReport.Title(result.Subject));
            if (result.Reason is { } reason)
            {
                output.WriteLine($"{BacktestReport.Place(result)}: {title}: not run: {TextReportWriter.OneLine(reason.Message)}");
                continue;
            }

            output.WriteLine($"{result.Subject.Rule.Source.Path}: {title}: {Numbers(result.Hits, result.Alerts)}");
            foreach (var day in result.Days.Where(d => d.Hits > 0 || d.Alerts > 0))
            {
                output.WriteLine($"  {BacktestReport.Day(day.Day)}: {Numbers(day.Hits, day.Alerts)}");
            }
        }

        output.WriteLine($"{Counted.Of(report.Results.Length, "rule")} in {report.Workspace} from {BacktestReport.Day(report.First)} to {BacktestReport.Day(report.Last)}: {Numbers(report.Results.Sum(r => r.Hits), report.Results.Sum(r => r.Alerts))}");
    }

    private static string Numbers(long hits, long alerts) => $"{hits} {(hits == 1 ? "hit" : "hits")}, {alerts} {(alerts == 1 ? "alert" : "alerts")}";
}
