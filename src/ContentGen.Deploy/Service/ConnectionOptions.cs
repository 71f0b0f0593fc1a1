using Azure.Core;
using Azure.Core.Pipeline;

namespace ContentGen.Deploy.Service;

/// <summary>How requests travel. The defaults are those for Azure; tests shorten the waits and replace the transport.</summary>
public sealed record ConnectionOptions
{
    public static readonly ConnectionOptions Default = new();

    /// <summary>Where tokens come from for anything but an endpoint on this machine; null: the chain of Azure.Identity.</summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>The token for an endpoint on this machine.</summary>
    public string? LoopbackToken { get; init; }

    /// <summary>Null: HttpClient without redirects.</summary>
    public HttpPipelineTransport? Transport { get; init; }

    public int MaxRetries { get; init; } = 6;

    /// <summary>Before the first retry; then twice as long each time, unless the service names a time.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.8);

    /// <summary>For one request and its answer.</summary>
    public TimeSpan NetworkTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Between two looks at a long-running operation that names no time itself.</summary>
    public TimeSpan PollDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>For a long-running operation, from its start to its end.</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromMinutes(30);

    public bool RespectsRateLimits { get; init; } = true;

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
