using System.Text;
using System.Text.Json.Nodes;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Reporting;

/// <summary>How workspaces stand, a line for each.</summary>
public static class StatusText
{
    /// <param name="lines">A workspace each: its plan and drift, or what kept it from being looked at.</param>
    public static string Print(IReadOnlyList<StatusLine> lines)
    {
        var width = lines.Select(l => l.Workspace.Length).DefaultIfEmpty().Max();
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            _ = text.Append(PlainText.Line(line.Workspace).PadRight(width)).Append("  ").Append(line.Error is { } error ? $"error: {PlainText.Line(error)}" : $"plan: {PlanOf(line)}; drift: {DriftOf(line)}").Append('\n');
        }

        return text.ToString();
    }

    public static string PrintMarkdown(IReadOnlyList<StatusLine> lines)
    {
        var text = new StringBuilder("| workspace | plan | drift |\n|---|---|---|\n");
        foreach (var line in lines)
        {
            _ = text.Append("| ").Append(PlanMarkdown.Code(line.Workspace)).Append(" | ").Append(line.Error is { } error ? PlanMarkdown.Code($"error: {error}") : PlanOf(line)).Append(" | ")
                .Append(line.Error is null ? DriftOf(line) : "").Append(" |\n");
        }

        return text.ToString();
    }

    public static JsonObject ToJson(IReadOnlyList<StatusLine> lines) => new()
    {
        ["workspaces"] = new JsonArray([.. lines.Select(l => new JsonObject
        {
            ["workspace"] = l.Workspace,
            ["error"] = l.Error,
            ["plan"] = l.Plan is { } plan ? Counts(plan.Items.GroupBy(i => i.Action).Select(g => (PlanFile.Word(g.Key), g.Count()))) : null,
            ["drift"] = l.Drift is { } drift ? Counts(drift.Items.GroupBy(i => i.State).Select(g => (DriftText.Word(g.Key), g.Count()))) : null,
            ["clean"] = l.Error is null && !l.Plan!.HasFindings && !l.Drift!.HasDrift,
        })]),
    };

    private static string PlanOf(StatusLine line) => PlanText.Summary(line.Plan!);

    private static string DriftOf(StatusLine line) => DriftText.Summary(line.Drift!);

    private static JsonObject Counts(IEnumerable<(string Word, int Count)> counts) =>
        new(counts.OrderBy(c => c.Word, StringComparer.Ordinal).Select(c => KeyValuePair.Create<string, JsonNode?>(c.Word, c.Count)));
}
