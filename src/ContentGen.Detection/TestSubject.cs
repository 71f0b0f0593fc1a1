using ContentGen.Core.Content;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Detection;

/// <summary>A rule to be tested: as its file has it, or as a workspace gets it.</summary>
/// <param name="Rule">Its tests and what it makes of results.</param>
/// <param name="Query">Its query, bound; null when it has none.</param>
/// <param name="Catalog">The schemas that the query was bound against.</param>
public sealed record TestSubject(Rule Rule, BoundQuery? Query, SchemaCatalog Catalog)
{
    /// <summary>The workspace whose overlay the rule has; null without one.</summary>
    public string? Workspace { get; init; }

    /// <summary>What reports call the rule: its id, else its name, else its file.</summary>
    public string Name => Rule.Id?.Value ?? Rule.Name?.Value ?? Rule.Source.Path;
}
