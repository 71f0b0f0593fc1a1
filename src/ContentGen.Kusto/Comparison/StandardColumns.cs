using System.Collections.Frozen;

namespace ContentGen.Kusto.Comparison;

/// <summary>
/// Columns that every table of a Log Analytics workspace has, whether or not a description of the table lists them:
/// https://learn.microsoft.com/azure/azure-monitor/logs/log-standard-columns
/// </summary>
internal static class StandardColumns
{
    public static readonly FrozenSet<string> Names = new[]
    {
        "TimeGenerated", "TenantId", "Type", "SourceSystem", "_ResourceId", "_SubscriptionId", "_ItemId", "_TimeReceived", "_BilledSize", "_IsBillable",
        "_Internal_WorkspaceResourceId",
    }.ToFrozenSet(StringComparer.Ordinal);
}
