using System.Text.Json;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Edits;
using ContentGen.Core.Text;

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
        if (d.Fixes.Length > 0)
        {
            json.WriteStartArray("fixes");
            foreach (var fix in d.Fixes)
            {
                Write(fix, d.Source, json);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(CodeFix fix, SourceText source, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("title", fix.Title);
        json.WriteBoolean("suggestion", fix.IsSuggestion);
        if (fix.DropsByteOrderMark)
        {
            json.WriteBoolean("dropsByteOrderMark", true);
        }

        json.WriteStartArray("edits");
        foreach (var edit in fix.Edits)
        {
            var (start, end) = (source.PositionOf(edit.Span.Start), source.PositionOf(edit.Span.End));
            json.WriteStartObject();
            json.WriteNumber("line", start.Line);
            json.WriteNumber("column", start.Column);
            json.WriteNumber("endLine", end.Line);
            json.WriteNumber("endColumn", end.Column);
            json.WriteString("newText", edit.NewText);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
