using System.Text;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Reporting;

/// <summary>A plan for a terminal.</summary>
public static class PlanText
{
    public static string Print(Plan plan)
    {
        var text = new StringBuilder();
        _ = text.Append(plan.Workspace).Append(": ").Append(Summary(plan)).Append('\n');
        foreach (var item in plan.Items.Where(i => i.Action != PlanAction.Keep))
        {
            _ = text.Append(Sign(item.Action)).Append(' ').Append(PlanFile.Word(item.Action).PadRight(8)).Append(PlainText.Line(item.Name)).Append(" (").Append(PlainText.Line(item.Address)).Append(')');
            _ = item.Reason is null ? text : text.Append(": ").Append(PlainText.Line(item.Reason));
            _ = text.Append('\n');
            foreach (var change in item.Changes)
            {
                Append(text, change);
            }
        }

        AppendKept(text, plan);
        foreach (var note in plan.Notes)
        {
            _ = text.Append("note: ").Append(PlainText.Line(note)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Counts by action: <c>2 to create, 1 blocked</c>.</summary>
    public static string Summary(Plan plan)
    {
        var parts = plan.Items.GroupBy(i => i.Action).OrderBy(g => g.Key).Where(g => g.Key != PlanAction.Keep)
            .Select(g => g.Key == PlanAction.Blocked ? $"{g.Count()} blocked" : $"{g.Count()} to {PlanFile.Word(g.Key)}").ToList();
        return parts.Count == 0 ? "nothing to do" : string.Join(", ", parts);
    }

    // What is left alone is counted, and named as long as that stays readable.
    private static void AppendKept(StringBuilder text, Plan plan)
    {
        const int most = 20;
        var kept = plan.Items.Where(i => i.Action == PlanAction.Keep).ToList();
        foreach (var item in kept.Take(most))
        {
            _ = text.Append("  keep    ").Append(PlainText.Line(item.Name)).Append(" (").Append(PlainText.Line(item.Address)).Append("): ").Append(item.Reason).Append('\n');
        }

        if (kept.Count > most)
        {
            _ = text.Append("  keep    ").Append(kept.Count - most).Append(" more\n");
        }
    }

    private static void Append(StringBuilder text, PropertyChange change)
    {
        if (!LineDifference.IsUseful(change))
        {
            _ = text.Append("    ").Append(change.Path).Append(": ").Append(PlainText.Value(change.From)).Append(" -> ").Append(PlainText.Value(change.To)).Append('\n');
            return;
        }

        _ = text.Append("    ").Append(change.Path).Append(":\n");
        foreach (var line in LineDifference.Lines(change))
        {
            _ = text.Append("      ").Append(line).Append('\n');
        }
    }

    private static char Sign(PlanAction action) => action switch
    {
        PlanAction.Create or PlanAction.Enable => '+',
        PlanAction.Delete or PlanAction.Disable => '-',
        PlanAction.Blocked or PlanAction.Defer => '!',
        PlanAction.Adopt => '=',
        _ => '~',
    };
}
