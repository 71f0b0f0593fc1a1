namespace ContentGen.Cli.Reporting;

internal enum ReportFormat
{
    Text,
    Json,
    Sarif,
    GitHub,
}
