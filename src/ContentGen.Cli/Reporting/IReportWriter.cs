namespace ContentGen.Cli.Reporting;

internal interface IReportWriter
{
    void Write(Report report, TextWriter output);
}
