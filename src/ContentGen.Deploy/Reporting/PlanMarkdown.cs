using System.Text;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Reporting;

/// <summary>A plan for a pull request. Names and values stand in code, where Markdown has no power.</summary>
public static class PlanMarkdown
{
    // GitHub takes 65,536 characters in a comment.
    private const int LongestDetails = 40_000;

    public static string Print(Plan plan)
    {
        var text = new StringBuilder();
        _ = text.Append("### ").Append(Code(plan.Workspace)).Append(": ").Append(PlanText.Summary(plan)).Append("\n\n");
        var items = plan.Items.Where(i => i.Action != PlanAction.Keep).ToList();
        if (items.Count > 0)
        {
            _ = text.Append("| action | name | id | why |\n|---|---|---|---|\n");
        }

        foreach (var item in items)
        {
            _ = text.Append("| ").Append(PlanFile.Word(item.Action)).Append(" | ").Append(Code(item.Name)).Append(" | ").Append(Code(item.Address)).Append(" | ")
                .Append(item.Reason is null ? "" : Code(item.Reason)).Append(" |\n");
        }

        var start = text.Length;
        foreach (var item in items.Where(i => !i.Changes.IsEmpty))
        {
            if (text.Length - start > LongestDetails)
            {
                _ = text.Append("\nThe rest is too long for a comment; the plan itself has it.\n");
                break;
            }

            AppendDetails(text, item);
        }

        var kept = plan.Items.Count(i => i.Action == PlanAction.Keep);
        _ = kept == 0 ? text : text.Append('\n').Append(kept).Append(" resources are kept as they are.\n");
        foreach (var note in plan.Notes)
        {
            _ = text.Append("\nNote: ").Append(Code(note)).Append('\n');
        }

        return text.ToString();
    }

    private static void AppendDetails(StringBuilder text, PlanItem item)
    {
        var lines = item.Changes.SelectMany(c => LineDifference.IsUseful(c)
            ? [$"  {c.Path}:", .. LineDifference.Lines(c)]
            : (IEnumerable<string>)[$"- {c.Path}: {PlainText.Value(c.From)}", $"+ {c.Path}: {PlainText.Value(c.To)}"]).ToList();
        var fence = Fence(string.Join('\n', lines));
        _ = text.Append("\n<details><summary>").Append(Html(item.Name)).Append("</summary>\n\n").Append(fence).Append("diff\n");
        foreach (var line in lines)
        {
            _ = text.Append(line).Append('\n');
        }

        _ = text.Append(fence).Append("\n\n</details>\n");
    }

    // Longer than any run of backticks inside.
    private static string Fence(string inside)
    {
        var fence = "```";
        while (inside.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }

        return fence;
    }

    /// <summary>Text where Markdown has no power over it.</summary>
    public static string Code(string text)
    {
        var line = PlainText.Line(text).Replace("|", "\\|", StringComparison.Ordinal);
        var ticks = Fence(line)[2..];
        return line.Contains('`', StringComparison.Ordinal) ? $"{ticks}` {line} `{ticks}" : $"`{line}`";
    }

    private static string Html(string text) => PlainText.Line(text).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
