using System.Text.Json;
using System.Text.Json.Nodes;
using ContentGen.Deploy.Service;

namespace ContentGen.Deploy.Model;

/// <summary>Reads the rows of a watchlist, which have a list of their own.</summary>
internal sealed class WatchlistItems(AzureClient client, ResourcePaths paths)
{
    /// <summary>The rows, a JSON object of texts each; null when the service does not tell them.</summary>
    /// <exception cref="AzureException">The service refuses or does not answer.</exception>
    public async Task<IReadOnlyList<JsonElement>?> ReadAsync(string alias, CancellationToken cancellation)
    {
        var rows = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        try
        {
            await foreach (var item in client.ListAsync($"{paths.Item(ResourceKind.Watchlist, alias)}/watchlistItems", paths.ApiVersion, cancellation).ConfigureAwait(false))
            {
                if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("properties", out var properties)
                    && properties.TryGetProperty("itemsKeyValue", out var row) && row.ValueKind == JsonValueKind.Object)
                {
                    // A page may come twice.
                    rows[ActualResource.Text(item, "name") ?? row.GetRawText()] = row;
                }
            }
        }
        catch (AzureException e) when (e.Fault is AzureFault.NotFound || e.Status == 405)
        {
            return null;
        }

        return [.. rows.Values];
    }

    /// <summary>The same state with the rows that our watchlists really have, where the service tells them.</summary>
    public async Task<WorkspaceState> LookAsync(WorkspaceState state, string project, CancellationToken cancellation)
    {
        var (resources, notes) = (state.Resources.ToBuilder(), state.Notes.ToBuilder());
        for (var i = 0; i < resources.Count; i++)
        {
            var watchlist = resources[i];
            if (watchlist is not { Kind: ResourceKind.Watchlist, Canonical.RowsHash: not null } || state.MarkOf(project, watchlist.Kind, watchlist.Id) is null || IsBusy(watchlist))
            {
                continue;
            }

            try
            {
                if (await ReadAsync(watchlist.Resource, cancellation).ConfigureAwait(false) is { Count: > 0 } rows)
                {
                    resources[i] = watchlist.WithRows(WatchlistRows.HashOf(rows));
                }
            }
            catch (AzureException e)
            {
                notes.Add($"the rows of the watchlist {watchlist.Resource} cannot be read ({e.Line}); whether they were edited is not known");
            }
        }

        return new WorkspaceState(resources.ToImmutable(), state.Marks, state.Tables, notes.ToImmutable());
    }

    // While rows are being taken in, the list of them is not whole.
    private static bool IsBusy(ActualResource watchlist) =>
        watchlist.Raw.TryGetProperty("properties", out var properties) && ActualResource.Text(properties, "uploadStatus") is { } status && status != "Complete";

    /// <summary>The answer of a watchlist with its rows, as a request would have them; without, when the service does not tell them.</summary>
    public async Task<JsonElement> AddAsync(ActualResource watchlist, CancellationToken cancellation)
    {
        if (await ReadAsync(watchlist.Resource, cancellation).ConfigureAwait(false) is not { Count: > 0 } rows)
        {
            return watchlist.Raw;
        }

        var whole = JsonNode.Parse(watchlist.Raw.GetRawText())!.AsObject();
        var properties = whole["properties"]!.AsObject();
        (properties["rawContent"], properties["contentType"], properties["numberOfLinesToSkip"]) = (WatchlistRows.Csv(rows), "text/csv", 0);
        using var json = JsonDocument.Parse(whole.ToJsonString());
        return json.RootElement.Clone();
    }
}
