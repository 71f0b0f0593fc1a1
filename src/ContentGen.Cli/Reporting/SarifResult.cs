using System.Text.Json;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Edits;
using ContentGen.Core.Text;

namespace ContentGen.Cli.Reporting;

/// <summary>A finding as a SARIF result.</summary>
internal static class SarifResult
{
    public static void Write(Diagnostic d, int ruleIndex, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", d.Code);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", SarifReportWriter.Level(d.Severity));
        Message("message", d.Message, json);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        Artifact(d.Source, json);
        Region("region", d.Source, d.Span, json);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        // A byte order mark is no part of the text that SARIF's regions count.
        var fixes = d.Fixes.Where(f => !f.Edits.IsEmpty).ToList();
        if (fixes.Count > 0)
        {
            json.WriteStartArray("fixes");
            foreach (var fix in fixes)
            {
                Fix(d.Source, fix, json);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Fix(SourceText source, CodeFix fix, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        Message("description", fix.Title, json);
        json.WriteStartArray("artifactChanges");
        json.WriteStartObject();
        Artifact(source, json);
        json.WriteStartArray("replacements");
        foreach (var edit in fix.Edits)
        {
            json.WriteStartObject();
            Region("deletedRegion", source, edit.Span, json);
            Message("insertedContent", edit.NewText, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Message(string name, string text, Utf8JsonWriter json)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    // A reference relative to where the program runs, which is the repository's root where a scan is uploaded.
    private static void Artifact(SourceText source, Utf8JsonWriter json)
    {
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Path.IsPathRooted(source.Path) ? new Uri(source.Path).AbsoluteUri : string.Join('/', source.Path.Split('/').Select(Uri.EscapeDataString)));
        json.WriteEndObject();
    }

    private static void Region(string name, SourceText source, TextSpan span, Utf8JsonWriter json)
    {
        var (start, end) = (source.PositionOf(span.Start), source.PositionOf(span.End));
        json.WriteStartObject(name);
        json.WriteNumber("startLine", start.Line);
        json.WriteNumber("startColumn", start.Column);
        json.WriteNumber("endLine", end.Line);
        json.WriteNumber("endColumn", end.Column);
        json.WriteEndObject();
    }
}
