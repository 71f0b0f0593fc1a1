using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using ContentGen.Deploy.Service;

namespace ContentGen.Deploy.Model;

/// <summary>Reads a workspace with one list call for each kind (and its pages). Nothing here needs more than a reader's role.</summary>
internal sealed class WorkspaceReader(AzureClient client, ResourcePaths paths)
{
    /// <param name="kinds">The kinds that content has; those that marks of ours are on are read as well.</param>
    /// <param name="withTables">Whether it matters which tables there are.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<WorkspaceState> ReadAsync(IReadOnlyCollection<ResourceKind> kinds, bool withTables, CancellationToken cancellation)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        var marks = await MarksAsync(cancellation).ConfigureAwait(false);
        var wanted = kinds.Append(ResourceKind.AnalyticsRule).Concat(marks.Where(m => m.Hash is not null).Select(m => m.Kind)).ToHashSet();
        var rows = marks.Where(m => m.Kind == ResourceKind.Watchlist).GroupBy(m => m.Resource, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(m => m.Rows).FirstOrDefault(r => r is not null), StringComparer.Ordinal);
        var resources = new Dictionary<(ResourceKind, string), ActualResource>();
        foreach (var collection in wanted.Select(k => (Path: paths.Collection(k), Version: paths.Version(k), Kind: k)).DistinctBy(c => c.Path))
        {
            await foreach (var raw in client.ListAsync(collection.Path, collection.Version, cancellation).ConfigureAwait(false))
            {
                if (KindOf(collection.Kind, raw) is { } kind && wanted.Contains(kind) && ActualResource.Read(kind, raw) is { } resource)
                {
                    // A page may come twice; what comes last is newest.
                    resources[(kind, resource.Id)] = kind == ResourceKind.Watchlist ? resource.WithRows(rows.GetValueOrDefault(resource.Id)) : resource;
                }
            }
        }

        var tables = withTables ? await TablesAsync(notes, cancellation).ConfigureAwait(false) : null;
        return new WorkspaceState([.. resources.Values.OrderBy(r => r.Kind).ThenBy(r => r.Id, StringComparer.Ordinal)], marks, tables, notes.ToImmutable());
    }

    private async Task<ImmutableArray<OwnershipMark>> MarksAsync(CancellationToken cancellation)
    {
        var marks = new Dictionary<string, OwnershipMark>(StringComparer.OrdinalIgnoreCase);
        await foreach (var raw in client.ListAsync(paths.Marks, paths.ApiVersion, cancellation).ConfigureAwait(false))
        {
            if (raw.ValueKind == JsonValueKind.Object && OwnershipMark.Read(raw) is { } mark)
            {
                marks[mark.Name] = mark;
            }
        }

        return [.. marks.Values];
    }

    private async Task<FrozenSet<string>?> TablesAsync(ImmutableArray<string>.Builder notes, CancellationToken cancellation)
    {
        try
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var table in client.ListAsync($"{paths.Workspace.Id}/tables", ResourcePaths.Tables, cancellation).ConfigureAwait(false))
            {
                if (ActualResource.Text(table, "name") is { } name)
                {
                    _ = names.Add(name);
                }
            }

            if (names.Count > 0)
            {
                return names.ToFrozenSet(StringComparer.Ordinal);
            }

            // Every workspace has tables of its own, such as Usage and Operation: an empty list is no list.
            notes.Add("the workspace names no tables; whether rules find theirs is not checked");
        }
        catch (AzureException e) when (e.Fault is AzureFault.Forbidden or AzureFault.NotFound or AzureFault.Other)
        {
            notes.Add($"the tables of the workspace cannot be read ({e.Line}); whether rules find theirs is not checked");
        }

        return null;
    }

    // Functions and hunting queries are both saved searches; other saved searches are the users' own.
    private static ResourceKind? KindOf(ResourceKind collection, JsonElement raw)
    {
        if (collection is not (ResourceKind.Parser or ResourceKind.HuntingQuery))
        {
            return collection;
        }

        var properties = raw.ValueKind == JsonValueKind.Object && raw.TryGetProperty("properties", out var p) ? p : default;
        return ActualResource.Text(properties, "functionAlias") is { Length: > 0 } ? ResourceKind.Parser
            : "Hunting Queries".Equals(ActualResource.Text(properties, "category"), StringComparison.OrdinalIgnoreCase) ? ResourceKind.HuntingQuery
            : null;
    }
}
