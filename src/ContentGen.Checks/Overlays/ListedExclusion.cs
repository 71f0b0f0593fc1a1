using ContentGen.Core.Content;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Overlays;

/// <summary>An exclusion as a report lists it.</summary>
/// <param name="Source">The file that it is in.</param>
/// <param name="Span">The whole entry.</param>
/// <param name="RuleId">The rule that it is about; null where the rule has no id.</param>
/// <param name="RuleName">Its name; null where no rule of the content has the id.</param>
/// <param name="Workspace">The workspace that it holds in; null: everywhere.</param>
/// <param name="Predicate">The rows that are left out.</param>
/// <param name="At">A table, or <c>result</c>.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Ticket">Where it was decided.</param>
/// <param name="Reason">Why the rows are harmless; of a rule's own, its description.</param>
/// <param name="Expires">The last day on which it holds; null for a rule's own, which have no end.</param>
public sealed record ListedExclusion(
    SourceText Source, TextSpan Span, string? RuleId, string? RuleName, string? Workspace, string Predicate, string At, string? Owner, string? Ticket, string? Reason, DateOnly? Expires)
{
    /// <summary>Days on which an exclusion that is about to end is a warning.</summary>
    public const int DaysOfWarning = 30;

    /// <summary>Days until its last day; negative when that is over, null when it has no end.</summary>
    public int? DaysLeft(DateOnly today) => Expires is { } end ? end.DayNumber - today.DayNumber : null;

    /// <summary>expired, expiring, active or, of a rule's own, permanent.</summary>
    public string State(DateOnly today) => DaysLeft(today) switch
    {
        null => Workspace is null ? "permanent" : "without an end",
        < 0 => "expired",
        <= DaysOfWarning => "expiring",
        _ => "active",
    };

    /// <summary>Those of the workspaces by their end, then the rules' own; in each group by file and place.</summary>
    public static IReadOnlyList<ListedExclusion> All(IReadOnlyList<Rule> rules, IEnumerable<WorkspaceTarget> workspaces)
    {
        var names = rules.Where(r => r.Id is not null).ToLookup(r => r.Id!.Value, r => r.Name?.Value, StringComparer.Ordinal);
        var ofWorkspaces =
            from workspace in workspaces
            from e in workspace.Exclusions
            select new ListedExclusion(
                workspace.Source, e.Span, e.RuleId.Value, names[e.RuleId.Value].FirstOrDefault(), workspace.Name.Value, e.Exclude.Text, e.At?.Value ?? Exclusion.Result, e.Owner?.Value, e.Ticket?.Value,
                e.Reason?.Value, e.Expires?.Value);
        var ofRules =
            from rule in rules
            from positive in rule.FalsePositives
            where positive.Tuning?.Exclude is not null
            select new ListedExclusion(
                rule.Source, positive.Span, rule.Id?.Value, rule.Name?.Value, null, positive.Tuning!.Exclude!.Text, positive.Tuning.At?.Value ?? Exclusion.Result, rule.Owner?.Value, null,
                positive.Description.Value, null);
        return
        [
            .. ofWorkspaces.OrderBy(e => e.Expires).ThenBy(e => e.Source.Path, StringComparer.Ordinal).ThenBy(e => e.Span.Start),
            .. ofRules.OrderBy(e => e.Source.Path, StringComparer.Ordinal).ThenBy(e => e.Span.Start),
        ];
    }
}
