using System.Collections.Immutable;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Rules;

/// <summary>
/// What only shows over all rules: ids are unique, and so are the display names of rules that go to one workspace, whatever their case; what
/// a rule refers to is there.
/// </summary>
internal static class CrossRuleChecks
{
    public static readonly DiagnosticDescriptor SameId = new("CG2302", Severity.Error, "Id used twice", "the id '{0}' is also that of {1}");

    public static readonly DiagnosticDescriptor SameName = new("CG2303", Severity.Warning, "Name used twice", "the name '{0}' is also that of {1}; names are unique in a workspace");

    public static readonly DiagnosticDescriptor Unknown = new("CG2612", Severity.Warning, "Reference to an unknown rule", "'{0}' names {1}, which is {2}{3}");

    /// <summary>The codes that a rule alone cannot have.</summary>
    public static ImmutableArray<string> Codes { get; } = [SameId.Code, SameName.Code, Unknown.Code];

    /// <param name="rules">All of them.</param>
    /// <param name="options">Which of them a workspace gets, and which ids there are.</param>
    public static ImmutableArray<CompiledRule> Apply(ImmutableArray<CompiledRule> rules, CompilerOptions options)
    {
        var found = Find(rules, SameId, r => r.Id, (_, _) => true)
            .Concat(Find(rules, SameName, r => r.Name, (a, b) => a.Environment == b.Environment && options.AreTogether(a, b)))
            .Concat(options.Ids is { } ids ? rules.SelectMany(r => Unknowns(r.Rule, ids)) : []).ToLookup(d => d.Source);
        return [.. rules.Select(r => found.Contains(r.Rule.Source) ? r with { Diagnostics = [.. r.Diagnostics, .. found[r.Rule.Source]] } : r)];
    }

    // What took a rule's place is mostly there to say which one it was: that may be gone.
    private static IEnumerable<Diagnostic> Unknowns(Rule rule, ContentIds ids)
    {
        var referring = new (string Key, IEnumerable<Located<string>?> Ids)[]
        {
            ("related", rule.Related), ("supersedes", rule.Supersedes), ("replacedBy", [rule.Deprecated?.ReplacedBy]),
        };
        foreach (var (key, named) in referring)
        {
            foreach (var id in named.OfType<Located<string>>().Where(i => !ids.Present.Contains(i.Value) && i.Value != rule.Id?.Value && !(key == "supersedes" && ids.Retired.Contains(i.Value))))
            {
                var what = ids.Retired.Contains(id.Value) ? "a rule that was given up" : "no rule of this content";
                yield return new Diagnostic(
                    Unknown.Code, Unknown.Severity, Unknown.Format(key, id.Value, what, NearestName.Hint(id.Value, ids.Present)), rule.Source, id.Span, rule.Id?.Value);
            }
        }
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
