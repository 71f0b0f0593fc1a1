using ContentGen.Checks.Rules;
using ContentGen.Core.Attack;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Edits;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Attack;

/// <summary>
/// The techniques that a rule names, against ATT&amp;CK enterprise as pinned. Sentinel does not compare them, so nothing here is an error;
/// what fails is the coverage that others read from them. Techniques of ATT&amp;CK for ICS (T0...) are not in the data and not compared.
/// </summary>
internal sealed class Techniques : IRuleCheck
{
    public static readonly DiagnosticDescriptor Unknown = new("CG2401", Severity.Warning, "Unknown technique", "ATT&CK {0} (enterprise) has no technique {1}{2}");

    public static readonly DiagnosticDescriptor Revoked = new("CG2402", Severity.Warning, "Revoked technique", "{0} ({1}) is revoked in ATT&CK {2}{3}");

    public static readonly DiagnosticDescriptor Deprecated = new("CG2403", Severity.Warning, "Deprecated technique", "{0} ({1}) is deprecated in ATT&CK {2} and has no successor; name another one, or say in a suppression why it stays");

    public static readonly DiagnosticDescriptor OtherTactic = new("CG2404", Severity.Warning, "Technique of another tactic", "{0} ({1}) belongs to {2}, none of which the rule lists");

    public static readonly DiagnosticDescriptor ParentToo = new("CG2405", Severity.Info, "Technique listed with its sub-technique", "{0} is listed with its sub-technique {1}, which implies it");

    public static readonly DiagnosticDescriptor Leaving = new("CG2406", Severity.Info, "Technique revoked in the next version", "{0} is revoked in ATT&CK {1}: {2} ({3}) takes its place");

    public void Check(RuleContext context)
    {
        var data = context.Attack;
        foreach (var technique in context.Rule.Techniques.Where(t => t.Value[1] != '0').DistinctBy(t => t.Value))
        {
            if (data.Find(technique.Value) is { } found)
            {
                Judge(context, data, technique, found);
            }
            else if (!data.IsOfNextVersion(technique.Value))
            {
                // Of numbers every one is near to another: only a sub-technique's parent says something.
                var parent = technique.Value.Length > 5 ? data.Find(technique.Value[..5]) : null;
                context.Report(Unknown, technique.Span, data.Version, technique.Value, parent is { IsActive: true } ? $"; {parent.Id} ({parent.Name}) has others" : "");
            }
        }

        foreach (var parent in context.Rule.Techniques.Where(t => t.Value.Length == 5))
        {
            if (context.Rule.Techniques.FirstOrDefault(t => t.Value.StartsWith(parent.Value + ".", StringComparison.Ordinal)) is { } child)
            {
                context.Report(ParentToo, parent.Span, parent.Value, child.Value);
            }
        }
    }

    // Where the id stands as it is read; what takes its place may be about less or more, so a person looks at it.
    private static CodeFix? Successor(RuleContext context, Located<string> technique, AttackTechnique? successor) =>
        successor is not null && context.Rule.Source.Text.AsSpan(technique.Span.Start, technique.Span.Length).SequenceEqual(technique.Value)
            ? CodeFix.Of($"write '{successor.Id}'", new TextEdit(technique.Span, successor.Id), isSuggestion: true)
            : null;

    private static void Judge(RuleContext context, AttackData data, Located<string> technique, AttackTechnique found)
    {
        if (found.Status == "revoked")
        {
            var successor = found.RevokedBy is { } id ? data.Find(id) : null;
            context.ReportFixable(Revoked, technique.Span, Successor(context, technique, successor), found.Id, found.Name, data.Version, successor is null ? "" : $"; {successor.Id} ({successor.Name}) takes its place");
            return;
        }

        if (found.Status == "deprecated")
        {
            context.Report(Deprecated, technique.Span, found.Id, found.Name, data.Version);
            return;
        }

        if (data.FindNext(found.Id) is { } next)
        {
            context.Report(Leaving, technique.Span, found.Id, data.Version + 1, next.Id, next.Name);
        }

        var tactics = found.Tactics.Select(TacticNames.SentinelWord).OfType<string>().Distinct().ToList();
        if (tactics.Count > 0 && !context.HasUnread("tactics", context.Rule.Tactics.Length) && !context.Rule.Tactics.Any(t => tactics.Contains(t.Value)))
        {
            context.Report(OtherTactic, technique.Span, found.Id, found.Name, string.Join(", ", tactics));
        }
    }
}
