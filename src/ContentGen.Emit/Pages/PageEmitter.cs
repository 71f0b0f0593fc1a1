using System.Collections.Immutable;
using System.Text;
using ContentGen.Core.Attack;
using ContentGen.Emit.Layout;
using ContentGen.Emit.Pages.Views;

namespace ContentGen.Emit.Pages;

/// <summary>A Markdown page for each rule, and a list of them.</summary>
internal static class PageEmitter
{
    public static IEnumerable<Artifact> Emit(ImmutableArray<EmitUnit> units, PageTemplates templates, AttackData attack)
    {
        var links = new PageLinks(units);
        foreach (var unit in units)
        {
            yield return Page($"pages/{unit.Path}.md", templates.Rule.Render(RulePageBuilder.Create(unit, links, attack)), [unit.Origin]);
        }

        var rows = units.Select(Row).OrderBy(r => r.Name, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal);
        var index = new IndexPage(units.Length, [.. rows]);
        yield return Page("pages/index.md", templates.Index.Render(index), [.. units.Select(u => u.Origin)]);
    }

    private static Artifact Page(string path, string text, ImmutableArray<ArtifactOrigin> origins) => new(path, Encoding.UTF8.GetBytes(text), origins);

    private static IndexRow Row(EmitUnit unit) => new(
        unit.Resource.Name,
        unit.Rule.Name!.Value.Trim(),
        unit.Path + ".md",
        unit.Rule.Severity!.Value.ToString(),
        unit.Resource.Kind,
        string.Join(", ", unit.Rule.Tactics.Select(t => Wording.Tactic(t.Value))),
        string.Join(", ", unit.Rule.Techniques.Select(t => t.Value)));
}
