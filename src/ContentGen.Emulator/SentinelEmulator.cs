using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContentGen.Emulator;

/// <summary>
/// Sentinel's content API as documented and observed: rules, marks, watchlists, saved searches, tables, template deployments and stacks
/// of as many workspaces as are asked for. Etags are properties of bodies; lists come in pages; what takes time is a long-running
/// operation; faults come on demand.
/// </summary>
internal sealed class SentinelEmulator : IDisposable
{
    private readonly Lock _lock = new();
    private readonly EmulatorOptions _options;
    private readonly ResourceStore _store;
    private readonly WorkspaceResources _resources;
    private readonly List<Fault> _faults = [];
    private readonly List<string> _log = [];

    public SentinelEmulator(EmulatorOptions options)
    {
        _options = options;
        _store = new ResourceStore(options.File);
        _resources = new WorkspaceResources(_store, options);
    }

    /// <summary>Every request so far: method and path.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_lock)
            {
                return [.. _log];
            }
        }
    }

    /// <summary>Replaces the faults that wait, and forgets the log.</summary>
    public void Expect(params IEnumerable<Fault> faults)
    {
        lock (_lock)
        {
            _faults.Clear();
            _faults.AddRange(faults);
            _log.Clear();
        }
    }

    /// <summary>Puts a resource there as somebody else would, without any check.</summary>
    public void Seed(string path, JsonObject resource)
    {
        lock (_lock)
        {
            _ = _store.Put(path, _resources.Complete(path, resource.DeepClone().AsObject()));
        }
    }

    /// <summary>Takes a resource away without a trace.</summary>
    public void Remove(string path)
    {
        lock (_lock)
        {
            _ = _store.Remove(path);
        }
    }

    /// <summary>Copies of the resources directly below a path.</summary>
    public IReadOnlyList<JsonObject> Below(string path)
    {
        lock (_lock)
        {
            return [.. _store.Below(path).Select(r => r.DeepClone().AsObject())];
        }
    }

    public EmulatorResponse Handle(EmulatorRequest request)
    {
        lock (_lock)
        {
            if (request.Url.AbsolutePath.StartsWith("/_emulator/", StringComparison.Ordinal))
            {
                return Administer(request);
            }

            _log.Add($"{request.Method} {request.Url.AbsolutePath}");
            return _faults.ToList().FirstOrDefault(f => f.Strikes(request)) is { } fault ? Faulty(request, fault) : Sound(request, Reading.Fresh);
        }
    }

    public void Dispose() => _store.Dispose();

    // How users, who have no hands in this process, set faults: PUT /_emulator/faults with a list, GET /_emulator/log.
    private EmulatorResponse Administer(EmulatorRequest request)
    {
        switch (request.Method, request.Url.AbsolutePath)
        {
            case ("GET", "/_emulator/log"):
                return new EmulatorResponse(200, new JsonArray([.. _log.Select(l => JsonValue.Create(l))]));
            case ("PUT", "/_emulator/faults"):
                try
                {
                    using var json = JsonDocument.Parse(request.Body);
                    var faults = json.RootElement.EnumerateArray().Select(Fault.Read).ToList();
                    _faults.Clear();
                    _faults.AddRange(faults);
                    _log.Clear();
                    return new EmulatorResponse(200, null);
                }
                catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
                {
                    return EmulatorResponse.Error(400, "BadRequest", $"a list of faults is {{kind, at, times, method, path, seconds}}; kinds: {string.Join(", ", Enum.GetNames<FaultKind>())}");
                }

            default:
                return EmulatorResponse.Error(404, "NotFound", "GET /_emulator/log, PUT /_emulator/faults");
        }
    }

    private EmulatorResponse Faulty(EmulatorRequest request, Fault fault)
    {
        var seconds = fault.Seconds.ToString(CultureInfo.InvariantCulture);
        var name = request.Url.AbsolutePath[(request.Url.AbsolutePath.LastIndexOf('/') + 1)..];
        return fault.Kind switch
        {
            FaultKind.Latency => Sound(request, Reading.Fresh) with { Delay = TimeSpan.FromSeconds(fault.Seconds) },
            FaultKind.Throttle => EmulatorResponse.Error(429, "TooManyRequests", "The request is being throttled.") with { Headers = [new("Retry-After", seconds)] },
            FaultKind.ThrottleSilently => EmulatorResponse.Error(429, "TooManyRequests", "The request is being throttled."),
            FaultKind.EtagConflict => EmulatorResponse.Error(409, "Conflict", WorkspaceResources.Newer(name)),
            FaultKind.Conflict => EmulatorResponse.Error(409, "Conflict", "Another operation on this resource is in progress."),
            FaultKind.RecentlyDeleted => WorkspaceResources.RecentlyDeleted(name, _options.TombstoneStatus),
            FaultKind.BadRequest => EmulatorResponse.Error(400, "BadRequest", "Invalid data model. The request is refused."),
            FaultKind.Forbidden => EmulatorResponse.Error(403, "AuthorizationFailed", $"The client does not have authorization to perform action over scope '{request.Url.AbsolutePath}' or the scope is invalid."),
            FaultKind.NotFound => EmulatorResponse.Error(404, "ResourceNotFound", $"The resource '{name}' was not found."),
            FaultKind.ServerError => EmulatorResponse.Error(500, "InternalServerError", "An internal error occurred."),
            FaultKind.Unavailable => EmulatorResponse.Error(503, "ServiceUnavailable", "The service is unavailable."),
            FaultKind.ExpiredToken => Expired(),
            FaultKind.Reset => new EmulatorResponse(0, null) { End = ResponseEnd.Reset },
            FaultKind.ResetAfter => Sound(request, Reading.Fresh) with { End = ResponseEnd.Reset },
            FaultKind.Truncate => Sound(request, Reading.Fresh) with { End = ResponseEnd.Truncated },
            FaultKind.DuplicatePage => Sound(request, Reading.PageAgain),
            FaultKind.StaleRead => Sound(request, Reading.Stale),
            FaultKind.Hang => new EmulatorResponse(0, null) { End = ResponseEnd.Hang },
            FaultKind.HangAfter => Sound(request, Reading.Fresh) with { End = ResponseEnd.Hang },
            _ => throw new InvalidOperationException($"{fault.Kind} is no fault"),
        };
    }

    private EmulatorResponse Sound(EmulatorRequest request, Reading reading)
    {
        if (request.Authorization is not ['B', 'e', 'a', 'r', 'e', 'r', ' ', _, ..] || (_options.Token is { } token && request.Authorization != "Bearer " + token))
        {
            return Expired();
        }

        if (!request.Url.Query.Contains("api-version=", StringComparison.Ordinal))
        {
            return EmulatorResponse.Error(400, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests.");
        }

        try
        {
            var body = request.Body.IsEmpty ? null : JsonNode.Parse(Encoding.UTF8.GetString(request.Body.Span)) as JsonObject;
            return _resources.Answer(request, body, reading);
        }
        catch (JsonException)
        {
            return EmulatorResponse.Error(400, "InvalidRequestContent", "The request content was invalid and could not be deserialized.");
        }
    }

    private static EmulatorResponse Expired() =>
        EmulatorResponse.Error(401, "ExpiredAuthenticationToken", "The access token expiry UTC time is earlier than current UTC time.")
            with { Headers = [new("WWW-Authenticate", "Bearer error=\"invalid_token\"")] };
}
