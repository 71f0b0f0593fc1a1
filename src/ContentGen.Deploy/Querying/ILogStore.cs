using ContentGen.Deploy.Service;

namespace ContentGen.Deploy.Querying;

/// <summary>Something that runs KQL on the real engine.</summary>
public interface ILogStore
{
    /// <summary>What messages call it.</summary>
    string Name { get; }

    /// <param name="query">KQL.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="AzureException">It cannot be reached, or does not take the query.</exception>
    Task<LogTable> QueryAsync(string query, CancellationToken cancellation);
}
