using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ContentGen.Emulator;

/// <summary>Paths to resources: get, list, put, delete, by the rules of each kind.</summary>
internal sealed partial class WorkspaceResources(ResourceStore store, EmulatorOptions options)
{
    private const string ItemType = "Microsoft.SecurityInsights/Watchlists/WatchlistItems";

    private static readonly string[] SearchProperties = ["category", "displayName", "query"];

    private readonly Dictionary<string, DateTimeOffset> _deleted = new(StringComparer.OrdinalIgnoreCase);

    public EmulatorResponse Answer(EmulatorRequest request, JsonObject? body, Reading reading)
    {
        var path = Uri.UnescapeDataString(request.Url.AbsolutePath);
        var version = ApiVersion().Match(request.Url.Query).Groups["v"].Value;
        if (Operation().IsMatch(path))
        {
            return store.Find(path) is { } operation ? new EmulatorResponse(200, operation.DeepClone()) : NotFound(path);
        }

        if (Deployments().Match(path) is { Success: true } deployment)
        {
            return request.Method == "PUT" && body is not null ? Deploy(request, path, deployment, body) : Get(path, reading);
        }

        var route = Route().Match(path);
        if (!route.Success)
        {
            return EmulatorResponse.Error(404, "InvalidResourceType", "The emulator does not know this path.");
        }

        var collection = route.Groups["collection"].Value;
        if (route.Groups["items"].Success)
        {
            return request.Method == "GET" ? List(request, path, reading) : EmulatorResponse.Error(405, "MethodNotAllowed", "The emulator only lists items.");
        }

        return (request.Method, route.Groups["name"].Success) switch
        {
            ("GET", false) when collection.Equals("tables", StringComparison.OrdinalIgnoreCase) => Tables(path),
            ("GET", false) => List(request, path, reading),
            ("GET", true) => Get(path, reading),
            ("PUT", true) when body is not null => Put(request.Url, path, collection, version, body),
            ("DELETE", true) => Delete(request.Url, path, collection),
            _ => EmulatorResponse.Error(405, "MethodNotAllowed", "The requested resource does not support this method."),
        };
    }

    /// <summary>Adds what every answer has.</summary>
    public JsonObject Complete(string path, JsonObject resource)
    {
        var segments = path.Split('/');
        var collection = segments[^2];
        resource["id"] = path;
        resource["name"] = segments[^1];
        resource["type"] = collection.Equals("savedSearches", StringComparison.OrdinalIgnoreCase) ? "Microsoft.OperationalInsights/savedSearches"
            // Watchlists answer with a capital letter.
            : collection.Equals("watchlists", StringComparison.OrdinalIgnoreCase) ? "Microsoft.SecurityInsights/Watchlists"
            : collection.Equals("watchlistItems", StringComparison.OrdinalIgnoreCase) ? ItemType
            : $"Microsoft.SecurityInsights/{collection}";
        return collection.Equals("alertRules", StringComparison.OrdinalIgnoreCase) ? AlertRuleContract.Normalize(resource, options.Clock.GetUtcNow())
            : collection.Equals("watchlists", StringComparison.OrdinalIgnoreCase) ? WatchlistContract.Normalize(resource, segments[^1], options.Clock.GetUtcNow())
            : resource;
    }

    public static string Newer(string name) => $"Newer instance of rule '{name}' exists for workspace 'cee85205-9d22-40f7-8f3f-58f9a5330eff' (Etag does not match). Data was not saved.";

    public static EmulatorResponse RecentlyDeleted(string name, int status) => EmulatorResponse.Error(
        status, status == 400 ? "BadRequest" : "Conflict",
        $"The rule with id '{name}' was recently deleted. You need to allow some time before re-using the same id. Please try again later.");

    private EmulatorResponse Get(string path, Reading reading) =>
        store.Find(path, reading == Reading.Stale) is { } found ? new EmulatorResponse(200, found.DeepClone()) : NotFound(path);

    private EmulatorResponse List(EmulatorRequest request, string path, Reading reading)
    {
        var skip = int.TryParse(Skip().Match(request.Url.Query).Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        var all = store.Below(path, reading == Reading.Stale).ToList();
        var body = new JsonObject { ["value"] = new JsonArray([.. all.Skip(skip).Take(options.PageSize).Select(r => r.DeepClone())]) };
        var next = reading == Reading.PageAgain ? skip : skip + options.PageSize;
        if (next < all.Count)
        {
            var version = ApiVersion().Match(request.Url.Query).Groups["v"].Value;
            body["nextLink"] = string.Create(CultureInfo.InvariantCulture, $"{request.Url.GetLeftPart(UriPartial.Path)}?api-version={version}&$skipToken={next}");
        }

        return new EmulatorResponse(200, body);
    }

    private EmulatorResponse Tables(string path) => new(200, new JsonObject
    {
        ["value"] = new JsonArray([.. (options.Tables.Count > 0 ? options.Tables : ["Heartbeat", "Operation", "SecurityEvent", "SigninLogs", "Usage"]).Select(t => new JsonObject
        {
            ["id"] = $"{path}/{t}",
            ["name"] = t,
            ["properties"] = new JsonObject { ["plan"] = "Analytics", ["schema"] = Schema(t), ["provisioningState"] = "Succeeded" },
        })]),
    });

    private JsonObject Schema(string table)
    {
        var (columns, areStandard) = options.ColumnsOf(table);
        var listed = new JsonArray([.. columns.Select(c => new JsonObject { ["name"] = c.Key, ["type"] = c.Value switch { "bool" => "boolean", "datetime" => "dateTime", var same => same } })]);
        return new JsonObject { ["name"] = table, ["columns"] = areStandard ? new JsonArray() : listed, ["standardColumns"] = areStandard ? listed : new JsonArray() };
    }

    private EmulatorResponse Put(Uri url, string path, string collection, string version, JsonObject body)
    {
        var existing = store.Find(path);
        var name = path[(path.LastIndexOf('/') + 1)..];
        var etag = body["etag"] is JsonValue e && e.TryGetValue<string>(out var text) ? text : null;
        if (existing is not null && etag is not null && etag != "*" && etag != existing["etag"]!.GetValue<string>())
        {
            return EmulatorResponse.Error(409, "Conflict", Newer(name));
        }

        if (collection.Equals("alertRules", StringComparison.OrdinalIgnoreCase))
        {
            if (existing is null && _deleted.TryGetValue(path, out var since) && options.Clock.GetUtcNow() - since < options.Tombstone)
            {
                return RecentlyDeleted(name, options.TombstoneStatus);
            }

            if (AlertRuleContract.Fault(body, version, existing, options) is { } fault)
            {
                return EmulatorResponse.Error(400, "BadRequest", fault);
            }
        }
        else if (collection.Equals("metadata", StringComparison.OrdinalIgnoreCase) && (body["properties"]?["kind"] is null || body["properties"]?["parentId"] is null))
        {
            return EmulatorResponse.Error(400, "BadRequest", "Invalid data model. Required properties of metadata: kind, parentId");
        }

        else if (collection.Equals("watchlists", StringComparison.OrdinalIgnoreCase))
        {
            if (WatchlistContract.Fault(body) is { } fault)
            {
                return EmulatorResponse.Error(400, "BadRequest", fault);
            }

            ReplaceItems(path, WatchlistContract.Items(body));
        }
        else if (collection.Equals("savedSearches", StringComparison.OrdinalIgnoreCase))
        {
            if (SearchProperties.FirstOrDefault(p => body["properties"]?[p] is null) is { } missing)
            {
                return EmulatorResponse.Error(400, "BadRequest", $"The request is invalid: '{missing}' is required.");
            }

            if (existing is not null && etag is null)
            {
                // Users report it: a saved search is not replaced without an etag.
                return EmulatorResponse.Error(409, "Conflict", "The saved search already exists; its etag does not match.");
            }
        }

        var resource = new JsonObject { ["properties"] = body["properties"]?.DeepClone() };
        if (body["kind"] is { } kind)
        {
            resource["kind"] = kind.DeepClone();
        }

        var kept = store.Put(path, Complete(path, resource));
        // A saved search is answered with 200 also when it is new.
        var status = existing is null && !collection.Equals("savedSearches", StringComparison.OrdinalIgnoreCase) ? 201 : 200;
        return collection.Equals("watchlists", StringComparison.OrdinalIgnoreCase) && existing is null
            ? Later(url, status, kept)
            : new EmulatorResponse(status, kept.DeepClone());
    }

    private void ReplaceItems(string path, IReadOnlyList<JsonObject>? items)
    {
        if (items is null)
        {
            return;
        }

        foreach (var old in store.Below($"{path}/watchlistItems").Select(i => i["id"]!.GetValue<string>()).ToList())
        {
            _ = store.Remove(old);
        }

        foreach (var item in items)
        {
            var id = $"{path}/watchlistItems/{Guid.NewGuid()}";
            (item["id"], item["name"], item["type"]) = (id, id[(id.LastIndexOf('/') + 1)..], ItemType);
            _ = store.Put(id, item);
        }
    }

    private EmulatorResponse Delete(Uri url, string path, string collection)
    {
        if (!store.Remove(path))
        {
            return new EmulatorResponse(204, null);
        }

        if (collection.Equals("alertRules", StringComparison.OrdinalIgnoreCase))
        {
            _deleted[path] = options.Clock.GetUtcNow();
        }

        if (!collection.Equals("watchlists", StringComparison.OrdinalIgnoreCase))
        {
            return new EmulatorResponse(200, null);
        }

        ReplaceItems(path, []);
        return Later(url, 202, null);
    }

    private EmulatorResponse Deploy(EmulatorRequest request, string path, Match route, JsonObject body)
    {
        var isStack = route.Groups["kind"].Value.Equals("deploymentStacks", StringComparison.OrdinalIgnoreCase);
        if (isStack && (body["properties"]?["actionOnUnmanage"]?["resources"] is null || body["properties"]?["denySettings"]?["mode"] is null))
        {
            return EmulatorResponse.Error(400, "InvalidDeploymentStack", "A deployment stack needs actionOnUnmanage and denySettings.");
        }

        var deployment = new TemplateDeployment((p, version, b) => Put(request.Url, p, p.Split('/')[^2], version, b));
        var (written, error) = deployment.Run(route.Groups["group"].Value, body["properties"]?.AsObject() ?? []);
        if (isStack && error is null)
        {
            Unmanage(path, written, body["properties"]?["actionOnUnmanage"]?["resources"]?.GetValue<string>() == "delete");
        }

        var state = error is null ? "Succeeded" : "Failed";
        var kept = store.Put(path, new JsonObject
        {
            ["id"] = path,
            ["name"] = path[(path.LastIndexOf('/') + 1)..],
            ["properties"] = new JsonObject { ["provisioningState"] = state, ["resources"] = new JsonArray([.. written.Select(w => new JsonObject { ["id"] = w })]) },
        });
        return Later(request.Url, 201, kept, state, error);
    }

    // What the stack had before and has no more.
    private void Unmanage(string path, List<string> written, bool delete)
    {
        foreach (var old in store.Find(path)?["properties"]?["resources"]?.AsArray().Select(r => r!["id"]!.GetValue<string>()).Except(written, StringComparer.OrdinalIgnoreCase).ToList() ?? [])
        {
            _ = delete && store.Remove(old);
        }
    }

    // A long-running operation that is finished by the time of the first look.
    private EmulatorResponse Later(Uri url, int status, JsonObject? body, string state = "Succeeded", JsonObject? error = null)
    {
        var operation = $"/subscriptions/00000000-0000-0000-0000-000000000000/operations/{Guid.NewGuid()}";
        var result = new JsonObject { ["status"] = state };
        if (error is not null)
        {
            result["error"] = error;
        }

        _ = store.Put(operation, result);
        return new EmulatorResponse(status, body?.DeepClone())
        {
            Headers = [new("Azure-AsyncOperation", $"{url.GetLeftPart(UriPartial.Authority)}{operation}?api-version=2025-07-01"), new("Retry-After", "0")],
        };
    }

    private static EmulatorResponse NotFound(string path) =>
        EmulatorResponse.Error(404, "ResourceNotFound", $"The resource '{path[(path.LastIndexOf('/') + 1)..]}' was not found.");

    [GeneratedRegex(@"\A/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\.OperationalInsights/workspaces/[^/]+/(providers/Microsoft\.SecurityInsights/(?<collection>alertRules|metadata|watchlists|automationRules)|(?<collection>savedSearches|tables))(/(?<name>[^/]+)(?<items>/watchlistItems)?)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Route();

    [GeneratedRegex(@"\A(?<group>/subscriptions/[^/]+/resourceGroups/[^/]+)/providers/Microsoft\.Resources/(?<kind>deployments|deploymentStacks)/[^/]+\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Deployments();

    [GeneratedRegex(@"\A/subscriptions/[^/]+/operations/[^/]+\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Operation();

    [GeneratedRegex(@"[?&]api-version=(?<v>[^&]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ApiVersion();

    [GeneratedRegex(@"[?&]\$skipToken=(?<n>[0-9]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Skip();
}
