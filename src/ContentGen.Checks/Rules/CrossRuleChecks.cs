using System.Collections.Immutable;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Rules;

/// <summary>What only shows over all rules: ids are unique, and so are the display names of rules that go to one workspace, whatever their case.</summary>
internal static class CrossRuleChecks
{
    public static readonly DiagnosticDescriptor SameId = new("CG2302", Severity.Error, "Id used twice", "the id '{0}' is also that of {1}");

    public static readonly DiagnosticDescriptor SameName = new("CG2303", Severity.Warning, "Name used twice", "the name '{0}' is also that of {1}; names are unique in a workspace");

    /// <param name="rules">All of them.</param>
    /// <param name="areTogether">Whether a workspace gets both of two rules.</param>
    public static ImmutableArray<CompiledRule> Apply(ImmutableArray<CompiledRule> rules, Func<Rule, Rule, bool> areTogether)
    {
        var found = Find(rules, SameId, r => r.Id, (_, _) => true)
            .Concat(Find(rules, SameName, r => r.Name, (a, b) => a.Environment == b.Environment && areTogether(a, b))).ToLookup(d => d.Source);
        return [.. rules.Select(r => found.Contains(r.Rule.Source) ? r with { Diagnostics = [.. r.Diagnostics, .. found[r.Rule.Source]] } : r)];
    }

    private static IEnumerable<Diagnostic> Find(ImmutableArray<CompiledRule> rules, DiagnosticDescriptor descriptor, Func<Rule, Located<string>?> key, Func<Rule, Rule, bool> clash)
    {
        foreach (var group in rules.Where(r => key(r.Rule) is not null).GroupBy(r => key(r.Rule)!.Value, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            var members = group.Select(r => r.Rule).OrderBy(r => r.Source.Path, StringComparer.Ordinal).ToList();
            foreach (var rule in members)
            {
                if (members.Find(m => m != rule && clash(m, rule))?.Source.Path is not { } other)
                {
                    continue;
                }

                yield return new Diagnostic(descriptor.Code, descriptor.Severity, descriptor.Format(key(rule)!.Value, other), rule.Source, key(rule)!.Span, rule.Id?.Value);
            }
        }
    }
}
