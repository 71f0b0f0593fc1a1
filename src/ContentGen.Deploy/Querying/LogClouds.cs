using ContentGen.Core.Content;
using ContentGen.Deploy.Service;

namespace ContentGen.Deploy.Querying;

/// <summary>Where each cloud answers queries, and for whom a token is asked there (https://learn.microsoft.com/azure/azure-monitor/logs/api/access-api).</summary>
internal static class LogClouds
{
    private static readonly Dictionary<string, (string Endpoint, string Audience)> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["management.azure.com"] = ("https://api.loganalytics.azure.com", "https://api.loganalytics.io"),
        ["management.usgovcloudapi.net"] = ("https://api.loganalytics.us", "https://api.loganalytics.us"),
        ["management.chinacloudapi.cn"] = ("https://api.loganalytics.azure.cn", "https://api.loganalytics.azure.cn"),
    };

    /// <summary>What stands in for a cloud on this machine answers queries itself.</summary>
    public static WorkspaceCloud Of(WorkspaceCloud cloud) =>
        cloud.Endpoint.IsLoopback ? cloud
        : Known.TryGetValue(cloud.Endpoint.Host, out var logs) ? cloud with { Endpoint = new Uri(logs.Endpoint), Audience = logs.Audience }
        : throw new AzureException(AzureFault.Other, 0, "", $"it is not known where the cloud of {cloud.Endpoint.Host} answers queries");
}
