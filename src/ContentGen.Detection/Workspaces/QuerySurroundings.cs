using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Detection.Workspaces;

/// <summary>What a query is to see in place of the present and of what is in a workspace.</summary>
/// <param name="Now">The expression that stands for now().</param>
/// <param name="Table">The rows that stand for a table, as KQL.</param>
/// <param name="Given">Rows that stand for watchlists, functions and external data; null: those of the workspace do.</param>
internal sealed record QuerySurroundings(string Now, Func<string, string> Table, QueryInput? Given)
{
    /// <summary>What stands for ingestion_time() where rows are given; null: nothing does.</summary>
    public string? IngestionTime { get; init; }
}
