using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Deploy.Model;
using ContentGen.Emit;
using ContentGen.Emit.Model;
using ContentGen.Kusto.Binding;

namespace ContentGen.Cli.Workspaces;

/// <summary>
/// The place where compiled content becomes what one workspace should have, as resources of its api-version. Everything behind it knows
/// resources only.
/// </summary>
internal static class DesiredResources
{
    public static ImmutableArray<DesiredResource> Of(EmitContent content, EmitOptions options) => [.. ContentResources.Create(content, options).Select(Of)];

    /// <summary>The tables that a query cannot do without. A fuzzy union leaves out tables that are not there; which of the query's tables are in one, only the service tells.</summary>
    public static ImmutableArray<string> Needed(string query, ImmutableArray<string> tables) => query.Contains("isfuzzy", StringComparison.OrdinalIgnoreCase) ? [] : tables;

    /// <inheritdoc cref="Needed(string, ImmutableArray{string})"/>
    public static ImmutableArray<string> Needed(string query, BoundQuery bound) => Needed(query, bound.Tables);

    private static DesiredResource Of(ContentResource resource)
    {
        var body = ResourceJson.Of(resource);
        // The service runs the queries of rules only: those alone are refused for a table that is not there.
        var tables = resource.Kind == ContentKind.Rule ? resource.Tables : [];
        return DesiredResource.Create(
            KindOf(resource.Kind), resource.Name, resource.DisplayName, resource.Version, body, tables.IsEmpty ? [] : Needed(body["properties"]!["query"]!.GetValue<string>(), tables), tables);
    }

    private static ResourceKind KindOf(ContentKind kind) => kind switch
    {
        ContentKind.Watchlist => ResourceKind.Watchlist,
        ContentKind.Function => ResourceKind.Parser,
        ContentKind.HuntingQuery => ResourceKind.HuntingQuery,
        _ => ResourceKind.AnalyticsRule,
    };
}
