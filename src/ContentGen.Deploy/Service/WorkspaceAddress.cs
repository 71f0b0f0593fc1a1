using ContentGen.Core.Content;

namespace ContentGen.Deploy.Service;

/// <summary>Where a workspace is: the endpoint of Resource Manager and the workspace's resource id, from which all paths follow.</summary>
/// <param name="Name">What the content calls it.</param>
/// <param name="Endpoint">Scheme, host and port.</param>
/// <param name="SubscriptionId">A GUID.</param>
/// <param name="ResourceGroup">Of the workspace.</param>
/// <param name="WorkspaceName">Of the Log Analytics workspace.</param>
public sealed record WorkspaceAddress(string Name, Uri Endpoint, string SubscriptionId, string ResourceGroup, string WorkspaceName)
{
    public string ResourceGroupId => $"/subscriptions/{SubscriptionId}/resourceGroups/{ResourceGroup}";

    public string Id => $"{ResourceGroupId}/providers/Microsoft.OperationalInsights/workspaces/{WorkspaceName}";

    /// <summary>The prefix of Sentinel's resources, which are extensions of the workspace.</summary>
    public string Sentinel => $"{Id}/providers/Microsoft.SecurityInsights";

    /// <summary>The address of a target whose file says which workspace it is about.</summary>
    public static WorkspaceAddress Of(WorkspaceTarget target) => new(
        target.Name.Value, target.Cloud.Endpoint, target.SubscriptionId!.Value, target.ResourceGroup!.Value, target.WorkspaceName!.Value);

    /// <summary>True when both are the same workspace, whatever the content calls them: Azure's names know no case.</summary>
    public bool IsSame(string id, string endpoint) =>
        string.Equals(Id, id, StringComparison.OrdinalIgnoreCase)
        && string.Equals(Endpoint.GetLeftPart(UriPartial.Authority), endpoint, StringComparison.OrdinalIgnoreCase);
}
