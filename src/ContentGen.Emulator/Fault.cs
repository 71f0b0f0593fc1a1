using System.Text.Json;

namespace ContentGen.Emulator;

/// <summary>A fault on demand: of the requests that it is about, it strikes number <see cref="At"/> and the <see cref="Times"/> - 1 after it.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="At">Counted from 1, from when the fault was set.</param>
/// <param name="Times">How many requests in a row.</param>
/// <param name="Method">Null: any.</param>
/// <param name="Path">A part of the path; null: any.</param>
internal sealed record Fault(FaultKind Kind, int At = 1, int Times = 1, string? Method = null, string? Path = null)
{
    private int _seen;

    /// <summary>Seconds: of latency, or in Retry-After.</summary>
    public double Seconds { get; init; } = 1;

    internal bool Strikes(EmulatorRequest request)
    {
        if ((Method is not null && !Method.Equals(request.Method, StringComparison.OrdinalIgnoreCase))
            || (Path is not null && !request.Url.AbsolutePath.Contains(Path, StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        _seen++;
        return _seen >= At && _seen < At + Times;
    }

    /// <summary>Reads <c>{kind, at, times, method, path, seconds}</c>; all but the kind may be left out.</summary>
    public static Fault Read(JsonElement json) => new(
        Enum.Parse<FaultKind>(json.GetProperty("kind").GetString()!, ignoreCase: true),
        json.TryGetProperty("at", out var at) ? at.GetInt32() : 1,
        json.TryGetProperty("times", out var times) ? times.GetInt32() : 1,
        json.TryGetProperty("method", out var method) ? method.GetString() : null,
        json.TryGetProperty("path", out var path) ? path.GetString() : null)
    {
        Seconds = json.TryGetProperty("seconds", out var seconds) ? seconds.GetDouble() : 1,
    };
}
