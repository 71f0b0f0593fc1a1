
namespace ContentGen.Deploy.Tests;

/// <summary>
/// Between the client and the emulator: at every request, before and after its effect, it takes the image that a kill in that moment would
/// leave. Journals are written through to the file, so what another reader sees of it is what survives.
/// </summary>
internal sealed class CrashRecorder(Lab lab) : DelegatingHandler(new EmulatorHandler(lab.Emulator))
{
    private readonly Lock _lock = new();

    public List<CrashImage> Images { get; } = [];

    /// <summary>The journal of the run; null before it has one.</summary>
    public string? Journal { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Take($"before {request.Method} {request.RequestUri!.AbsolutePath}");
        var response = await base.SendAsync(request, cancellationToken);
        Take($"after {request.Method} {request.RequestUri.AbsolutePath}");
        return response;
    }

    /// <summary>The image of this moment.</summary>
    public void Take(string when)
    {
        lock (_lock)
        {
            Images.Add(new CrashImage(when, Journal is { } path && File.Exists(path) ? Read(path) : null, lab.Resources().ToDictionary(r => r["id"]!.GetValue<string>(), r => r, StringComparer.Ordinal)));
        }
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
