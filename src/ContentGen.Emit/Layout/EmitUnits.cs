using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContentGen.Core.Content;
using ContentGen.Emit.Model;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Emit.Layout;

/// <summary>Puts the content of a run in order and gives every piece a path of its own.</summary>
internal static partial class EmitUnits
{
    /// <summary>
    /// In the order of deployment: what is used comes before what uses it, else by kind and name, whatever order it comes in. What the API
    /// would refuse for what it lacks is left out.
    /// </summary>
    public static ImmutableArray<EmitUnit> Create(EmitContent content, EmitOptions options)
    {
        List<EmitUnit> units =
        [
            .. content.Watchlists.Where(w => !w.Watchlist.Columns.IsEmpty).Select(w => Unit(w, options)),
            .. content.Functions.Where(f => f.Compiled.Function.Kind == FunctionKind.Body).Select(Unit),
            .. content.Rules.Where(r => AlertRuleModel.CanEmit(r.Compiled.Rule)).Select(r => Unit(r, options.Once(r.Compiled, "resource " + options.ApiVersion, () => AlertRuleModel.Create(r.Compiled.Built, options)), "")),
            .. content.HuntingQueries.Where(h => SavedSearchModel.CanEmit(h.Compiled.Rule)).Select(h => Unit(h, options.Once(h.Compiled, "resource", () => SavedSearchModel.OfHunting(h.Compiled.Built)), "hunting/")),
        ];
        return WithOwnPaths(DeploymentOrder.Sort(units));
    }

    private static ImmutableArray<EmitUnit> WithOwnPaths(IReadOnlyList<EmitUnit> sorted)
    {
        var units = sorted;
        // Until every path is one piece's own: a name may look like another one with its id behind it. Ids differ, so this ends.
        for (;;)
        {
            var shared = units.GroupBy(u => u.Path, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
            if (!units.Any(u => IsTaken(u.Path)))
            {
                return [.. units];
            }

            units = [.. units.Select(u => IsTaken(u.Path) ? u with { Path = $"{u.Path}-{ArtifactName.Kebab(u.Resource.Name)}" } : u)];

            bool IsTaken(string path) => shared.Contains(path) || Reserved().IsMatch(path);
        }
    }

    private static RuleUnit Unit(EmitRule rule, ContentResource resource, string folder)
    {
        var content = rule.Compiled.Rule;
        var version = content.Version is { } v ? WellFormedText.Of(v.Value) : null;
        return new RuleUnit(
            rule, folder + ArtifactName.Kebab(rule.RelativePath), resource with { DependsOn = Keys(rule.Compiled.Uses.Watchlists, rule.Compiled.Uses.Functions), Tables = rule.Compiled.Uses.Tables },
            new ArtifactOrigin(resource.Kind, rule.SourceFile, rule.SourceSha256, resource.Name, version) { Overlay = rule.Overlay });
    }

    private static FunctionUnit Unit(EmitFunction function)
    {
        var compiled = function.Compiled;
        var resource = SavedSearchModel.OfFunction(compiled) with { DependsOn = Keys(compiled.Watchlists, compiled.AllCalls.Where(c => c != compiled.Function.Name)) };
        return new FunctionUnit(function, "functions/" + ArtifactName.Kebab(resource.Name), resource, new ArtifactOrigin(resource.Kind, function.SourceFile, function.SourceSha256, resource.Name, null));
    }

    private static WatchlistUnit Unit(EmitWatchlist watchlist, EmitOptions options)
    {
        var resource = WatchlistModel.Create(watchlist.Watchlist, options);
        return new WatchlistUnit(watchlist, "watchlists/" + ArtifactName.Kebab(resource.Name), resource, new ArtifactOrigin(resource.Kind, watchlist.SourceFile, watchlist.SourceSha256, resource.Name, null));
    }

    private static ImmutableArray<ResourceKey> Keys(IEnumerable<string> watchlists, IEnumerable<string> functions) =>
        [.. watchlists.Select(w => new ResourceKey(ContentKind.Watchlist, w)), .. functions.Select(f => new ResourceKey(ContentKind.Function, f))];

    // Names of files that stand for all: bicep/main.bicep, pages/index.md, arm/bundles/.
    [GeneratedRegex(@"\A(main(-[0-9]+)?|index|bundles/.*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Reserved();
}
