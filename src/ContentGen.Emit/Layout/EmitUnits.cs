using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContentGen.Emit.Model;

namespace ContentGen.Emit.Layout;

/// <summary>Puts the rules of a run in order and gives every one a path of its own.</summary>
internal static partial class EmitUnits
{
    /// <summary>The rules in the order of their ids, whatever order they come in. A rule that the API would refuse for what it lacks is left out.</summary>
    public static ImmutableArray<EmitUnit> Create(IReadOnlyList<EmitRule> rules, EmitOptions options)
    {
        var units = rules
            .Where(r => AlertRuleModel.CanEmit(r.Compiled.Rule))
            .Select(r => new EmitUnit(r, ArtifactName.Kebab(r.RelativePath), AlertRuleModel.Create(r.Compiled.Rule, options), Origin(r)))
            .OrderBy(u => u.Resource.Name, StringComparer.Ordinal)
            .ThenBy(u => u.Origin.File, StringComparer.Ordinal)
            .ToList();
        // Until every path is one rule's own: a name may look like another one with its id behind it. Ids differ, so this ends.
        for (;;)
        {
            var shared = units.GroupBy(u => u.Path, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
            if (!units.Exists(u => IsTaken(u.Path)))
            {
                return [.. units];
            }

            units = [.. units.Select(u => IsTaken(u.Path) ? u with { Path = $"{u.Path}-{u.Resource.Name}" } : u)];

            bool IsTaken(string path) => shared.Contains(path) || Reserved().IsMatch(path);
        }
    }

    private static ArtifactOrigin Origin(EmitRule rule)
    {
        var content = rule.Compiled.Rule;
        return new ArtifactOrigin(rule.SourceFile, rule.SourceSha256, content.Id!.Value, content.Version is { } v ? WellFormedText.Of(v.Value) : null) { Overlay = rule.Overlay };
    }

    // Names of files that stand for all rules: bicep/main.bicep, pages/index.md, arm/bundles/.
    [GeneratedRegex(@"\A(main(-[0-9]+)?|index|bundles/.*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Reserved();
}
