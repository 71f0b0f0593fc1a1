using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContentGen.Checks.Overlays;

namespace ContentGen.Cli.Reporting;

/// <summary>All exclusions of a project: what is left out where, who answers for it, and until when.</summary>
internal static class ExclusionReport
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(IReadOnlyList<ListedExclusion> exclusions, DateOnly today)
    {
        var text = new StringBuilder();
        foreach (var e in exclusions)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"{e.Source.Path}({e.Source.PositionOf(e.Span.Start)}): {Ending(e, today)}, {Rule(e)}")
                .Append(CultureInfo.InvariantCulture, $" {(e.Workspace is null ? "everywhere" : "in " + e.Workspace)}, at {e.At}: {OneLine(e.Predicate)}{Answers(e)}\n");
        }

        return text.ToString();
    }

    public static string Markdown(IReadOnlyList<ListedExclusion> exclusions, DateOnly today)
    {
        var text = new StringBuilder("| State | Rule | Workspace | At | Leaves out | Owner | Ticket | Reason |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var e in exclusions)
        {
            string[] cells = [Ending(e, today), Rule(e), e.Workspace ?? "all", e.At, e.Predicate, e.Owner ?? "", e.Ticket ?? "", e.Reason ?? ""];
            _ = text.Append("| ").AppendJoin(" | ", cells.Select(MarkdownLine.Of)).Append(" |\n");
        }

        return text.ToString();
    }

    /// <summary><c>{"asOf","exclusions":[{"state","expires","daysLeft","rule":{"id","name"},"workspace","at","exclude","owner","ticket","reason","file","line"}]}</c>.</summary>
    public static string Json(IReadOnlyList<ListedExclusion> exclusions, DateOnly today)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("asOf", Date(today));
            writer.WriteStartArray("exclusions");
            foreach (var exclusion in exclusions)
            {
                Write(writer, exclusion, today);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter writer, ListedExclusion e, DateOnly today)
    {
        writer.WriteStartObject();
        writer.WriteString("state", e.State(today));
        writer.WriteString("expires", e.Expires is { } end ? Date(end) : null);
        if (e.DaysLeft(today) is { } days)
        {
            writer.WriteNumber("daysLeft", days);
        }

        writer.WriteStartObject("rule");
        writer.WriteString("id", e.RuleId);
        writer.WriteString("name", e.RuleName);
        writer.WriteEndObject();
        writer.WriteString("workspace", e.Workspace);
        writer.WriteString("at", e.At);
        writer.WriteString("exclude", e.Predicate);
        writer.WriteString("owner", e.Owner);
        writer.WriteString("ticket", e.Ticket);
        writer.WriteString("reason", e.Reason);
        writer.WriteString("file", e.Source.Path);
        writer.WriteNumber("line", e.Source.PositionOf(e.Span.Start).Line);
        writer.WriteEndObject();
    }

    private static string Ending(ListedExclusion e, DateOnly today) => (e.State(today), e.Expires) switch
    {
        (var state, { } end) => $"{state} ({Date(end)})",
        var (state, _) => state,
    };

    private static string Rule(ListedExclusion e) => e.RuleName is { } name ? OneLine(name) : $"unknown rule {e.RuleId}";

    private static string Answers(ListedExclusion e) =>
        string.Concat(new[] { (" -- ", e.Owner), (", ", e.Ticket), (": ", e.Reason) }.Where(p => p.Item2 is not null).Select(p => p.Item1 + OneLine(p.Item2!)));

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
