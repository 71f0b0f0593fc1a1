using System.Text.Json.Nodes;
using Azure.Core;
using ContentGen.Core.Content;
using ContentGen.Deploy.Service;

namespace ContentGen.Deploy.Querying;

/// <summary>
/// A database of an Azure Data Explorer cluster, by its query API: <c>POST /v1/rest/query</c> with <c>{db, csl}</c>, answered by
/// <c>{Tables: [{TableName, Columns: [{ColumnName, ColumnType}], Rows}]}</c>, the result first
/// (https://learn.microsoft.com/kusto/api/rest/request). What went wrong on the way stands among the rows as <c>{Exceptions}</c>.
/// </summary>
public sealed class KustoCluster : ILogStore
{
    private readonly AzureWire _wire;
    private readonly Uri _cluster;
    private readonly string _database;

    /// <param name="cluster">Scheme and host: https, or http on this machine.</param>
    /// <param name="database">The database.</param>
    /// <param name="options">How requests travel.</param>
    /// <exception cref="AzureException">There is no identity to use.</exception>
    public KustoCluster(Uri cluster, string database, ConnectionOptions options)
    {
        // A token for a cluster is for the cluster's own address.
        var cloud = new WorkspaceCloud(cluster, cluster.GetLeftPart(UriPartial.Authority), null, default);
        options = options with { NetworkTimeout = TimeSpan.FromMinutes(5), MaxRetries = Math.Min(options.MaxRetries, 2), RespectsRateLimits = false };
        _wire = new AzureWire(AzureConnection.Open(cloud, options), cluster, options);
        (_cluster, _database) = (cluster, database);
        Name = $"{cluster.Host}/{database}";
    }

    public string Name { get; }

    public async Task<LogTable> QueryAsync(string query, CancellationToken cancellation)
    {
        var body = new JsonObject
        {
            ["db"] = _database,
            ["csl"] = query,
            // Nothing that a rule's text could hold may write.
            ["properties"] = new JsonObject { ["Options"] = new JsonObject { ["request_readonly"] = true } },
        };
        var answer = await _wire.SendAsync(RequestMethod.Post, new Uri(_cluster, "/v1/rest/query"), body, cancellation).ConfigureAwait(false);
        return LogAnswers.Read(answer.Body, LogAnswers.Kusto);
    }
}
