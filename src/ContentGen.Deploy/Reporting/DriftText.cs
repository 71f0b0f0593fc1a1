using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentGen.Deploy.Drifting;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Reporting;

/// <summary>What drifted, for a terminal, a pull request, a program.</summary>
public static class DriftText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Summary(DriftReport report)
    {
        var parts = report.Items.GroupBy(i => i.State).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Word(g.Key)}").ToList();
        return parts.Count == 0 ? "as deployed" : string.Join(", ", parts);
    }

    public static string Print(DriftReport report)
    {
        var text = new StringBuilder();
        _ = text.Append(report.Workspace).Append(": ").Append(Summary(report)).Append('\n');
        foreach (var item in report.Items)
        {
            _ = text.Append("  ").Append(Word(item.State).PadRight(14)).Append(PlainText.Line(item.Name)).Append(" (").Append(PlainText.Line(item.Id)).Append(')');
            _ = item.Reason is null ? text : text.Append(": ").Append(PlainText.Line(item.Reason));
            _ = text.Append('\n');
            foreach (var line in item.Changes.SelectMany(Lines))
            {
                _ = text.Append("    ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    public static string PrintMarkdown(DriftReport report)
    {
        var text = new StringBuilder();
        _ = text.Append("### ").Append(PlanMarkdown.Code(report.Workspace)).Append(": ").Append(Summary(report)).Append("\n\n");
        _ = report.Items.IsEmpty ? text : text.Append("| state | name | id | what |\n|---|---|---|---|\n");
        foreach (var item in report.Items)
        {
            var what = item.Reason ?? string.Join(", ", item.Changes.Select(c => c.Path));
            _ = text.Append("| ").Append(Word(item.State)).Append(" | ").Append(PlanMarkdown.Code(item.Name)).Append(" | ").Append(PlanMarkdown.Code(item.Id)).Append(" | ")
                .Append(what.Length == 0 ? "" : PlanMarkdown.Code(what)).Append(" |\n");
        }

        return text.ToString();
    }

    public static JsonObject ToJson(DriftReport report) => new()
    {
        ["workspace"] = report.Workspace,
        ["drift"] = report.HasDrift,
        ["items"] = new JsonArray([.. report.Items.Select(i => new JsonObject
        {
            ["id"] = i.Id,
            ["kind"] = i.Kind.ToString(),
            ["state"] = Word(i.State),
            ["name"] = i.Name,
            ["changes"] = new JsonArray([.. i.Changes.Select(c => new JsonObject { ["path"] = c.Path, ["from"] = c.From?.DeepClone(), ["to"] = c.To?.DeepClone() })]),
            ["reason"] = i.Reason,
        })]),
        ["notes"] = new JsonArray([.. report.Notes.Select(n => JsonValue.Create(n))]),
    };

    public static string PrintJson(JsonNode json) => json.ToJsonString(Indented) + "\n";

    internal static string Word(DriftState state) => state == DriftState.AutoDisabled ? "auto-disabled" : PlanFile.Word(state);

    private static IEnumerable<string> Lines(PropertyChange change) => LineDifference.IsUseful(change)
        ? [$"{change.Path}:", .. LineDifference.Lines(change).Select(l => "  " + l)]
        : [$"{change.Path}: {PlainText.Value(change.From)} -> {PlainText.Value(change.To)}"];
}
