using System.Collections.Immutable;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Rules;

/// <summary>What only shows over all rules: ids are unique, and so are display names, of which Sentinel takes one per workspace.</summary>
internal static class CrossRuleChecks
{
    public static readonly DiagnosticDescriptor SameId = new("CG2302", Severity.Error, "Id used twice", "the id '{0}' is also that of {1}");

    public static readonly DiagnosticDescriptor SameName = new("CG2303", Severity.Warning, "Name used twice", "the name '{0}' is also that of {1}; names are unique in a workspace");

    public static ImmutableArray<CompiledRule> Apply(ImmutableArray<CompiledRule> rules)
    {
        var found = Find(rules, SameId, r => r.Id).Concat(Find(rules, SameName, r => r.Name)).ToLookup(d => d.Source);
        return [.. rules.Select(r => found.Contains(r.Rule.Source) ? r with { Diagnostics = [.. r.Diagnostics, .. found[r.Rule.Source]] } : r)];
    }

    private static IEnumerable<Diagnostic> Find(ImmutableArray<CompiledRule> rules, DiagnosticDescriptor descriptor, Func<Rule, Located<string>?> key)
    {
        foreach (var group in rules.Where(r => key(r.Rule) is not null).GroupBy(r => key(r.Rule)!.Value, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            var members = group.Select(r => r.Rule).OrderBy(r => r.Source.Path, StringComparer.Ordinal).ToList();
            foreach (var rule in members)
            {
                var other = members.First(m => m != rule).Source.Path;
                yield return new Diagnostic(descriptor.Code, descriptor.Severity, descriptor.Format(group.Key, other), rule.Source, key(rule)!.Span, rule.Id?.Value);
            }
        }
    }
}
