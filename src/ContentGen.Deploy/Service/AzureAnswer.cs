using System.Text.Json;

namespace ContentGen.Deploy.Service;

/// <summary>A successful answer: its status, and its body when it has one.</summary>
internal sealed record AzureAnswer(int Status, JsonElement? Body)
{
    /// <summary>Where the state of a long-running operation can be asked for; null when the answer is final.</summary>
    public Uri? Operation { get; init; }

    public TimeSpan? RetryAfter { get; init; }
}
