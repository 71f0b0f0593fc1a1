using System.Text.Json;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Cli.Reporting;

/// <summary>One JSON object; lines and columns from 1, columns in UTF-16 units of the file as it is on disk.</summary>
internal sealed class JsonReportWriter : IReportWriter
{
    public void Write(Report report, TextWriter output) => JsonReport.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("diagnostics");
        foreach (var d in report.Diagnostics)
        {
            Write(d, json);
        }

        json.WriteEndArray();
        json.WriteNumber("rules", report.Rules);
        json.WriteNumber("files", report.Files);
        json.WriteEndObject();
    });

    private static void Write(Diagnostic d, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("code", d.Code);
        json.WriteString("severity", ReportWriters.Word(d.Severity));
        json.WriteString("message", d.Message);
        json.WriteString("file", d.Source.Path);
        json.WriteNumber("line", d.Start.Line);
        json.WriteNumber("column", d.Start.Column);
        json.WriteNumber("endLine", d.End.Line);
        json.WriteNumber("endColumn", d.End.Column);
        json.WriteString("ruleId", d.RuleId);
        json.WriteString("help", $"contentgen explain {d.Code}");
        json.WriteEndObject();
    }
}
