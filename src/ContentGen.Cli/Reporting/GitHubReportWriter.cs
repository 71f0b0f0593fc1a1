using ContentGen.Core.Diagnostics;

namespace ContentGen.Cli.Reporting;

/// <summary>Workflow commands, which GitHub shows as annotations on the line.</summary>
internal sealed class GitHubReportWriter : IReportWriter
{
    public void Write(Report report, TextWriter output)
    {
        foreach (var d in report.Diagnostics)
        {
            var level = d.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" };

            // Columns only count where the annotation is on one line.
            var columns = d.Start.Line == d.End.Line ? $",col={d.Start.Column},endColumn={d.End.Column}" : "";
            output.WriteLine($"::{level} file={Property(d.Source.Path)},line={d.Start.Line},endLine={d.End.Line}{columns},title={Property(d.Code)}::{Data(d.Message)}");
        }
    }

    // What GitHub's own toolkit escapes in the data and in the properties of a command.
    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
