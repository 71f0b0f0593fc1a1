using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Emit.Layout;
using ContentGen.Emit.Model;
using ContentGen.Emit.Pages.Views;

namespace ContentGen.Emit.Pages;

/// <summary>The ways between the pages of a run.</summary>
internal sealed class PageLinks(ImmutableArray<EmitUnit> units)
{
    private readonly Dictionary<ResourceKey, EmitUnit> _byKey = units.GroupBy(u => u.Resource.Key).ToDictionary(g => g.Key, g => g.First());

    private readonly ILookup<ResourceKey, EmitUnit> _users = units
        .SelectMany(u => u.Resource.DependsOn.Select(k => (Key: k, User: u)))
        .ToLookup(p => p.Key, p => p.User);

    /// <summary>From a page's folder up to the folder of all pages: "../" for each of its folders.</summary>
    public static string Up(string path) => string.Concat(Enumerable.Repeat("../", path.Count(c => c == '/')));

    /// <summary>To a rule by its id.</summary>
    public RuleLink To(string id, string from) => _byKey.TryGetValue(new ResourceKey(ContentKind.Rule, id), out var unit) ? To(unit, from) : new RuleLink(id, id, null);

    /// <summary>To what depends on a resource.</summary>
    public ImmutableArray<RuleLink> Users(ResourceKey key, string from) => [.. _users[key].Select(u => To(u, from)).OrderBy(l => l.Name, StringComparer.Ordinal).ThenBy(l => l.Id, StringComparer.Ordinal)];

    private static RuleLink To(EmitUnit unit, string from) => new(unit.Resource.Name, unit.Resource.DisplayName, $"{Up(from)}{unit.Path}.md");
}
