using ContentGen.Cli.Reporting;
using ContentGen.Cli.Testing;

namespace ContentGen.Cli.Backtesting;

/// <summary><c>{"workspace","from","to","rules":[{"rule","name","file","hits","alerts","reason","days":[{"day","runs","hits","alerts"}]}]}</c>.</summary>
internal static class BacktestJsonWriter
{
    public static void Write(BacktestReport report, TextWriter output) => JsonReport.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("workspace", report.Workspace);
        json.WriteString("from", BacktestReport.Day(report.First));
        json.WriteString("to", BacktestReport.Day(report.Last));
        json.WriteStartArray("rules");
        foreach (var result in report.Results)
        {
            json.WriteStartObject();
            json.WriteString("rule", result.Subject.Name);
            json.WriteString("name", TestReport.Title(result.Subject));
            json.WriteString("file", result.Subject.Rule.Source.Path);
            json.WriteNumber("hits", result.Hits);
            json.WriteNumber("alerts", result.Alerts);
            json.WriteString("reason", result.Reason is { } reason ? $"{BacktestReport.Place(result)}: {reason.Message}" : "");
            json.WriteStartArray("days");
            foreach (var day in result.Days)
            {
                json.WriteStartObject();
                json.WriteString("day", BacktestReport.Day(day.Day));
                json.WriteNumber("runs", day.Runs);
                json.WriteNumber("hits", day.Hits);
                json.WriteNumber("alerts", day.Alerts);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
