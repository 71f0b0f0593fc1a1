using ContentGen.Deploy.Service;

namespace ContentGen.Deploy.Model;

/// <summary>Where each kind of resource lives in a workspace, and by which api-version it is spoken to.</summary>
internal sealed record ResourcePaths(WorkspaceAddress Workspace, string ApiVersion)
{
    // Current versions of Microsoft.OperationalInsights; Sentinel's own is a setting of the workspace.
    public const string SavedSearches = "2025-07-01";

    public const string Tables = "2022-10-01";

    public string Collection(ResourceKind kind) => kind switch
    {
        ResourceKind.AnalyticsRule => $"{Workspace.Sentinel}/alertRules",
        ResourceKind.Watchlist => $"{Workspace.Sentinel}/watchlists",
        _ => $"{Workspace.Id}/savedSearches",
    };

    public string Item(ResourceKind kind, string id) => $"{Collection(kind)}/{Uri.EscapeDataString(id)}";

    public string Version(ResourceKind kind) => kind is ResourceKind.Parser or ResourceKind.HuntingQuery ? SavedSearches : ApiVersion;

    public string Marks => $"{Workspace.Sentinel}/metadata";

    /// <summary>By Sentinel's own convention: <c>analyticsrule-ID</c>.</summary>
    public static string MarkName(ResourceKind kind, string id) => $"{kind.ToString().ToLowerInvariant()}-{id}";

    public string Mark(ResourceKind kind, string id) => $"{Marks}/{Uri.EscapeDataString(MarkName(kind, id))}";
}
