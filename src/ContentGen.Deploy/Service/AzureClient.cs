using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core;

namespace ContentGen.Deploy.Service;

/// <summary>Resource Manager as we need it: get, put, delete, list, and waiting for what takes longer. Paths start at the endpoint.</summary>
internal sealed class AzureClient(AzureWire wire, ConnectionOptions options)
{
    // A page that comes again with the link to itself is a hiccup; one that comes for ever is not.
    private const int VisitsOfOnePage = 4;
    private const int Pages = 10_000;
    private const int Deletions = 3;

    /// <summary>The resource, or null when there is none of that name. A workspace that is not there is an error.</summary>
    public async Task<JsonElement?> GetAsync(string path, string apiVersion, CancellationToken cancellation)
    {
        try
        {
            return await wire.ReadAsync(wire.At(path, apiVersion), cancellation).ConfigureAwait(false);
        }
        catch (AzureException e) when (e.Fault == AzureFault.NotFound && !IsParent(e.Code))
        {
            return null;
        }
    }

    /// <summary>Creates or replaces; the status says which (201 or 200). What the service finishes later has been waited for.</summary>
    public async Task<AzureAnswer> PutAsync(string path, string apiVersion, JsonNode body, CancellationToken cancellation)
    {
        var address = wire.At(path, apiVersion);
        var answer = await wire.SendAsync(RequestMethod.Put, address, body, cancellation).ConfigureAwait(false);
        // Without a header the resource itself says how far it is (Azure/azure-resource-manager-rpc, Addendum, asynchronous operations).
        await FinishAsync(answer.Operation is null && IsUnderway(State(answer)) ? answer with { Operation = address } : answer, cancellation).ConfigureAwait(false);
        return answer;
    }

    /// <summary>Deletes; what is not there is as good as deleted, once a second look says so too.</summary>
    public async Task DeleteAsync(string path, string apiVersion, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await wire.SendAsync(RequestMethod.Delete, wire.At(path, apiVersion), null, cancellation).ConfigureAwait(false);
                await FinishAsync(answer, cancellation).ConfigureAwait(false);
                return;
            }
            catch (AzureException e) when (e.Fault == AzureFault.NotFound && !IsParent(e.Code))
            {
                if (await GetAsync(path, apiVersion, cancellation).ConfigureAwait(false) is null)
                {
                    return;
                }

                if (attempt == Deletions)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>All items of all pages. An item that comes twice is handed out twice.</summary>
    public async IAsyncEnumerable<JsonElement> ListAsync(string path, string apiVersion, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var visits = new Dictionary<Uri, int>();
        var next = wire.At(path, apiVersion);
        for (var pages = 0; next is not null; pages++)
        {
            visits[next] = visits.GetValueOrDefault(next) + 1;
            if (visits[next] > VisitsOfOnePage || pages == Pages)
            {
                throw new AzureException(AzureFault.Other, 200, "", $"the list of {path[(path.LastIndexOf('/') + 1)..]} does not end");
            }

            var body = await wire.ReadAsync(next, cancellation).ConfigureAwait(false);
            if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("value", out var items) || items.ValueKind != JsonValueKind.Array)
            {
                throw new AzureException(AzureFault.Other, 200, "", $"the answer to a list is none: it has no 'value'");
            }

            foreach (var item in items.EnumerateArray())
            {
                yield return item;
            }

            next = body.TryGetProperty("nextLink", out var link) && link.ValueKind == JsonValueKind.String && link.GetString() is { Length: > 0 } text
                ? wire.Follow(next, text)
                : null;
        }
    }

    // A resource provider's 404 for the scope, not for the resource.
    private static bool IsParent(string code) => code is "ResourceGroupNotFound" or "ParentResourceNotFound" or "SubscriptionNotFound" or "InvalidSubscriptionId";

    private async Task FinishAsync(AzureAnswer answer, CancellationToken cancellation)
    {
        var started = options.Clock.GetTimestamp();
        while (answer.Operation is { } operation)
        {
            if (options.Clock.GetElapsedTime(started) > options.OperationTimeout)
            {
                throw new AzureException(AzureFault.Unavailable, 0, "", $"the operation is not finished after {options.OperationTimeout.TotalMinutes.ToString(CultureInfo.InvariantCulture)} min");
            }

            await Task.Delay(answer.RetryAfter ?? options.PollDelay, options.Clock, cancellation).ConfigureAwait(false);
            var polled = await wire.SendAsync(RequestMethod.Get, operation, null, cancellation).ConfigureAwait(false);
            var state = State(polled);
            if (IsFailure(state))
            {
                var (code, message) = ErrorBody.Innermost(polled.Body!.Value);
                throw new AzureException(Faults.Of(400, code, message), 400, code.Length > 0 ? code : state, message.Length > 0 ? message : "the operation did not succeed");
            }

            // Polling a Location ends with anything but 202; an operation's own address, and a resource, say how they stand.
            answer = state.Length > 0 ? IsUnderway(state) ? Again() : polled with { Operation = null } : polled.Status == 202 ? Again() : polled with { Operation = null };

            AzureAnswer Again() => polled with { Operation = polled.Operation ?? operation };
        }
    }

    // The state that an operation or a resource gives itself; empty when it gives none.
    private static string State(AzureAnswer answer)
    {
        if (answer.Body is not { ValueKind: JsonValueKind.Object } body)
        {
            return "";
        }

        return Text(body, "status") ?? (body.TryGetProperty("properties", out var properties) ? Text(properties, "provisioningState") : null) ?? "";
    }

    private static bool IsFailure(string state) => IsOneOf(state, "Failed", "Canceled", "Cancelled");

    private static bool IsUnderway(string state) => state.Length > 0 && !IsFailure(state) && !IsOneOf(state, "Succeeded");

    private static bool IsOneOf(string state, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (state.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
