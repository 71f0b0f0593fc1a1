namespace ContentGen.Cli.Reporting;

/// <summary><c>file(line,column): error CG3001: message</c>, which MSBuild and editors turn into a place to click on.</summary>
internal sealed class TextReportWriter : IReportWriter
{
    public void Write(Report report, TextWriter output)
    {
        foreach (var d in report.Diagnostics)
        {
            output.WriteLine($"{d.Source.Path}({d.Start}): {ReportWriters.Word(d.Severity)} {d.Code}: {OneLine(d.Message)}");
        }
    }

    /// <summary>A message holds what the author wrote, which may hold anything; a line stays a line.</summary>
    public static string OneLine(string message) =>
        string.Concat(message.Select(c => char.IsControl(c) ? ' ' : c));
}
