using System.Text.Json.Nodes;
using System.Xml;
using Azure.Core;
using ContentGen.Core.Content;
using ContentGen.Deploy.Service;

namespace ContentGen.Deploy.Querying;

/// <summary>
/// The logs of a workspace, by the query API of Azure Monitor: <c>POST /v1{resource id}/query</c> with <c>{query, timespan}</c>, answered by
/// <c>{tables: [{name, columns: [{name, type}], rows}]}</c> (https://learn.microsoft.com/azure/azure-monitor/logs/api/request-format).
/// An answer that is not whole has an <c>error</c> beside its tables, and counts as none.
/// </summary>
public sealed class WorkspaceLogs : ILogStore
{
    private readonly AzureWire _wire;
    private readonly Uri _address;

    /// <param name="target">Complete and without errors.</param>
    /// <param name="options">How requests travel.</param>
    /// <exception cref="AzureException">There is no identity to use, or it is not known where the cloud answers queries.</exception>
    public WorkspaceLogs(WorkspaceTarget target, ConnectionOptions options)
    {
        var cloud = LogClouds.Of(target.Cloud);
        // The service gives up on a query after three minutes; what took so long once takes so long again.
        options = options with { NetworkTimeout = TimeSpan.FromMinutes(4), MaxRetries = Math.Min(options.MaxRetries, 2), RespectsRateLimits = false };
        _wire = new AzureWire(AzureConnection.Open(cloud, options), cloud.Endpoint, options);
        _address = new Uri(cloud.Endpoint, $"/v1{WorkspaceAddress.Of(target).Id}/query");
        Name = target.Name.Value;
    }

    public string Name { get; }

    public Task<LogTable> QueryAsync(string query, CancellationToken cancellation) => QueryAsync(query, null, cancellation);

    /// <param name="query">KQL.</param>
    /// <param name="last">Only what happened in this time before now; null: whatever the query asks for.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <inheritdoc cref="QueryAsync(string, CancellationToken)"/>
    public async Task<LogTable> QueryAsync(string query, TimeSpan? last, CancellationToken cancellation)
    {
        var body = new JsonObject { ["query"] = query };
        if (last is { } span)
        {
            body["timespan"] = XmlConvert.ToString(span);
        }

        var answer = await _wire.SendAsync(RequestMethod.Post, _address, body, cancellation).ConfigureAwait(false);
        return LogAnswers.Read(answer.Body, LogAnswers.Monitor);
    }
}
