using System.Collections.Immutable;
using ContentGen.Checks.Functions;
using ContentGen.Core.Content;

namespace ContentGen.Emit.Model;

/// <summary>Hunting queries and functions to saved searches of Log Analytics (Microsoft.OperationalInsights/workspaces/savedSearches).</summary>
public static class SavedSearchModel
{
    /// <summary>The newest api-version of Microsoft.OperationalInsights that Azure's resource schemas know.</summary>
    public const string ApiVersion = "2025-07-01";

    // Of the language that the query is written in; 2 is Kusto and the only one left (OperationalInsights' specification).
    private const int LanguageVersion = 2;

    /// <summary>True when the hunting query has what a saved search requires.</summary>
    public static bool CanEmit(Rule query) => query is { Id: not null, Name: not null, Query: not null };

    /// <summary>
    /// Sentinel shows the saved searches of this category under Hunting, and reads description, tactics and techniques from their tags
    /// (Microsoft Learn, Manage hunting and livestream queries by REST API). Sub-techniques have a tag of their own, as in the rule API.
    /// </summary>
    public static ContentResource OfHunting(Rule query) => new(
        ContentKind.HuntingQuery,
        query.Id!.Value,
        ApiVersion,
        new PropertyList()
            .Add("category", "Hunting Queries")
            .Add("displayName", query.Name)
            .Add("query", query.Query!.Text)
            .Add("version", LanguageVersion)
            .AddAny("tags", Tags(
                ("description", query.Description?.Value),
                ("tactics", Joined(query.Tactics.Select(t => t.Value))),
                ("techniques", Joined(query.Techniques.Select(t => t.Value.Split('.')[0]))),
                ("subTechniques", Joined(AlertRuleModel.SubTechniques(query).Select(t => t.Value)))))
            .ToObject())
    {
        DisplayName = query.Name!.Value,
        Version = query.Version?.Value.Trim(),
    };

    /// <summary>A function with its parameters; queries call it by its alias, which is its name.</summary>
    public static ContentResource OfFunction(CompiledFunction function) => new(
        ContentKind.Function,
        function.Function.Name,
        ApiVersion,
        new PropertyList()
            .Add("category", "Function")
            .Add("displayName", function.Function.Name)
            .Add("query", FunctionBodyText.Of(function.Function))
            .Add("functionAlias", function.Function.Name)
            .Add("functionParameters", FunctionBodyText.Parameters(function.Function))
            .Add("version", LanguageVersion)
            .ToObject())
    {
        Tables = function.Tables,
    };

    private static ImmutableArray<ResourceValue> Tags(params (string Name, string? Value)[] tags) =>
        [.. tags.Where(t => !string.IsNullOrWhiteSpace(t.Value)).Select(t => new PropertyList().Add("name", t.Name).Add("value", t.Value).ToObject())];

    private static string Joined(IEnumerable<string> values) => string.Join(',', values.Distinct(StringComparer.Ordinal));
}
