using System.Collections.Immutable;
using System.Text;
using ContentGen.Core.Content;
using ContentGen.Emit.Layout;
using ContentGen.Emit.Model;
using ContentGen.Emit.Pages.Views;

namespace ContentGen.Emit.Pages;

/// <summary>A Markdown page for each piece of content, and a list of them.</summary>
internal static class PageEmitter
{
    public static IEnumerable<Artifact> Emit(ImmutableArray<EmitUnit> units, PageTemplates templates, EmitOptions options)
    {
        var links = new PageLinks(units);
        foreach (var unit in units)
        {
            var path = $"pages/{unit.Path}.md";
            yield return unit switch
            {
                RuleUnit rule => options.Once(
                    rule.Source.Compiled, $"{path} {string.Join('|', RulePageBuilder.LinksOf(rule, links))}", () => Page(path, templates.Rule.Render(RulePageBuilder.Create(rule, links, options.Attack)), [unit.Origin])),
                FunctionUnit function => Page(path, templates.Function.Render(FunctionPage(function, links)), [unit.Origin]),
                WatchlistUnit watchlist => Page(path, templates.Watchlist.Render(WatchlistPage(watchlist, links)), [unit.Origin]),
                _ => throw new InvalidOperationException($"there is no page for {unit.GetType().Name}"),
            };
        }

        var rules = Rows(units, ContentKind.Rule);
        var index = new IndexPage(rules.Length, rules)
        {
            HuntingQueries = Rows(units, ContentKind.HuntingQuery),
            Functions = Links(units, ContentKind.Function),
            Watchlists = Links(units, ContentKind.Watchlist),
        };
        yield return Page("pages/index.md", templates.Index.Render(index), [.. units.Select(u => u.Origin)]);
    }

    private static Artifact Page(string path, string text, ImmutableArray<ArtifactOrigin> origins) => new(path, Encoding.UTF8.GetBytes(text), origins);

    private static ImmutableArray<IndexRow> Rows(ImmutableArray<EmitUnit> units, ContentKind kind) =>
        [.. units.OfType<RuleUnit>().Where(u => u.Resource.Kind == kind).Select(Row).OrderBy(r => r.Name, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal)];

    private static ImmutableArray<RuleLink> Links(ImmutableArray<EmitUnit> units, ContentKind kind) =>
        [.. units.Where(u => u.Resource.Kind == kind).Select(u => new RuleLink(u.Resource.Name, u.Resource.DisplayName, u.Path + ".md")).OrderBy(l => l.Name, StringComparer.Ordinal)];

    private static IndexRow Row(RuleUnit unit) => new(
        unit.Resource.Name,
        unit.Rule.Name!.Value.Trim(),
        unit.Path + ".md",
        unit.Rule.Severity?.Value.ToString() ?? "",
        unit.Resource.Variant ?? "Hunting",
        string.Join(", ", unit.Rule.Tactics.Select(t => Wording.Tactic(t.Value))),
        string.Join(", ", unit.Rule.Techniques.Select(t => t.Value)));

    private static FunctionPage FunctionPage(FunctionUnit unit, PageLinks links)
    {
        var compiled = unit.Source.Compiled;
        return new FunctionPage
        {
            Name = unit.Resource.Name,
            IndexLink = PageLinks.Up(unit.Path) + "index.md",
            Parameters = FunctionBodyText.Parameters(compiled.Function),
            Query = FunctionBodyText.Of(compiled.Function),
            ResultColumns = [.. (compiled.Result is { IsTable: true } rows ? rows.Columns : []).Select(c => new ColumnView(c.Name, c.Type?.Name ?? "dynamic"))],
            Tables = compiled.Tables,
            Functions = [.. compiled.AllCalls.Where(c => c != unit.Resource.Name)],
            Watchlists = compiled.Watchlists,
            UsedBy = links.Users(unit.Resource.Key, unit.Path),
        };
    }

    private static WatchlistPage WatchlistPage(WatchlistUnit unit, PageLinks links)
    {
        var watchlist = unit.Source.Watchlist;
        return new WatchlistPage
        {
            Title = unit.Resource.DisplayName,
            Alias = watchlist.Alias.Value,
            IndexLink = PageLinks.Up(unit.Path) + "index.md",
            Description = watchlist.Description?.Value,
            SearchKey = watchlist.SearchKey?.Value ?? watchlist.Columns[0].Name.Value,
            Columns = [.. watchlist.Columns.Select(c => new ColumnView(c.Name.Value, c.Type))],
            RowCount = watchlist.Rows.Length,
            UsedBy = links.Users(unit.Resource.Key, unit.Path),
        };
    }
}
