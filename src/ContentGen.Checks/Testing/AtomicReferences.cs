using ContentGen.Checks.Rules;
using ContentGen.Core.Attack;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Testing;

/// <summary>A test names an Atomic Red Team test that exists, under its technique, and one that the rule is about.</summary>
internal sealed class AtomicReferences : IRuleCheck
{
    public static readonly DiagnosticDescriptor Unknown = new("CG4103", Severity.Warning, "Unknown atomic test", "Atomic Red Team has no test '{0}'{1}");

    public static readonly DiagnosticDescriptor OtherTechnique = new("CG4104", Severity.Warning, "Atomic test of another technique", "the atomic test '{0}' ({1}) belongs to {2}, not to {3}");

    public static readonly DiagnosticDescriptor OtherRule = new("CG4105", Severity.Info, "Atomic test of a technique that the rule does not list", "the atomic test is one of {0}, which is not among the rule's techniques");

    public void Check(RuleContext context)
    {
        foreach (var atomic in context.Rule.Tests.Select(t => t.Atomic).OfType<Core.Content.AtomicReference>())
        {
            var technique = atomic.Technique;
            if (atomic.TestId is { } id)
            {
                var known = AtomicRedTeam.Current.Find(id.Value);
                if (known is null)
                {
                    var candidates = technique is null ? [] : AtomicRedTeam.Current.Of(technique.Value).Select(t => t.Id);
                    context.Report(Unknown, id.Span, id.Value, NearestName.Hint(id.Value, candidates));
                }
                else if (technique is not null && technique.Value != known.Technique && IsCurrent(known.Technique))
                {
                    context.Report(OtherTechnique, technique.Span, id.Value, known.Name, known.Technique, technique.Value);
                }
            }

            var listed = context.Rule.Techniques;
            if (technique is not null && IsCurrent(technique.Value) && !listed.IsEmpty && !context.HasUnread("relevantTechniques", listed.Length) && !listed.Any(t => Family(t.Value) == Family(technique.Value)))
            {
                context.Report(OtherRule, technique.Span, technique.Value);
            }
        }
    }

    // The tests follow newer versions of ATT&CK than ours: an id that ours does not have may be the successor of the one named.
    private static bool IsCurrent(string technique) => AttackData.Current.Find(technique) is { IsActive: true };

    private static string Family(string technique) => technique.Split('.')[0];
}
