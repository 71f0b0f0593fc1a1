using ContentGen.Kusto.Engine;

namespace ContentGen.Detection.Workspaces;

/// <summary>Another engine than ours: Kusto itself, in a workspace or a cluster.</summary>
public interface IQueryEngine
{
    /// <summary>What messages call it.</summary>
    string Name { get; }

    /// <summary>The rows, or why the engine does not take the query. That it cannot be reached is an exception of its own.</summary>
    Task<RunResult> RunAsync(string query, CancellationToken cancellation);
}
