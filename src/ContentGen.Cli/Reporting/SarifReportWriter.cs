using System.Text.Json;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Cli.Reporting;

/// <summary>SARIF 2.1.0 (OASIS), for code scanning: findings with their place, the page of each code, and fixes.</summary>
internal sealed class SarifReportWriter : IReportWriter
{
    public void Write(Report report, TextWriter output) => JsonReport.Write(output, json =>
    {
        string[] codes = [.. report.Diagnostics.Select(d => d.Code).Distinct().Order(StringComparer.Ordinal)];
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        Tool(codes, json);
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", true);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var d in report.Diagnostics)
        {
            SarifResult.Write(d, Array.BinarySearch(codes, d.Code, StringComparer.Ordinal), json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static string Level(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };

    private static void Tool(IEnumerable<string> codes, Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "contentgen");
        json.WriteString("version", ToolVersion.Text);
        json.WriteStartArray("rules");
        foreach (var code in codes)
        {
            Rule(code, json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Rule(string code, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", code);
        if (DiagnosticPages.Find(code) is { } text)
        {
            var page = DiagnosticPage.Parse(text);
            Text("shortDescription", page.Title);
            Text("fullDescription", page.What);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(page.Severity));
            json.WriteEndObject();
            json.WriteStartObject("help");
            json.WriteString("text", text);
            json.WriteString("markdown", text);
            json.WriteEndObject();
        }
        else
        {
            // The library's own codes have no page; their messages say all that is known.
            Text("shortDescription", "Finding of Microsoft's Kusto language library");
        }

        json.WriteEndObject();

        void Text(string name, string value)
        {
            json.WriteStartObject(name);
            json.WriteString("text", value);
            json.WriteEndObject();
        }
    }
}
