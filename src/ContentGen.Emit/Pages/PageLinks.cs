using System.Collections.Immutable;
using ContentGen.Emit.Layout;
using ContentGen.Emit.Pages.Views;

namespace ContentGen.Emit.Pages;

/// <summary>The ways between the pages of a run.</summary>
internal sealed class PageLinks(ImmutableArray<EmitUnit> units)
{
    private readonly Dictionary<string, EmitUnit> _byId = units.GroupBy(u => u.Resource.Name).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    /// <summary>From a page's folder up to the folder of all pages: "../" for each of its folders.</summary>
    public static string Up(string path) => string.Concat(Enumerable.Repeat("../", path.Count(c => c == '/')));

    public RuleLink To(string id, string from) => _byId.TryGetValue(id, out var unit)
        ? new RuleLink(id, unit.Rule.Name!.Value, $"{Up(from)}{unit.Path}.md")
        : new RuleLink(id, id, null);
}
