using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ContentGen.Kusto.Binding;

namespace ContentGen.Kusto.Hosting;

/// <summary>
/// One Node process that runs the bundle: a JSON line in, two JSON lines out. Not safe for two callers at once; the pool sees to that.
/// Whatever it does that it should not (end, hang, talk nonsense) is a <see cref="HostFailureException"/>, after which it is dead.
/// </summary>
internal sealed class HostProcess : IDisposable
{
    private readonly LanguageHostOptions _options;
    private readonly Process _process;
    private readonly LineReader _output;
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);
    private int _lastId;

    private HostProcess(LanguageHostOptions options, Process process)
    {
        _options = options;
        _process = process;
        _output = new LineReader(process.StandardOutput.BaseStream, options.MaxAnswerBytes);
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
    }

    /// <summary>The version that the process reported, such as 20.20.2.</summary>
    public string NodeVersion { get; private set; } = "";

    /// <summary>Starts a process and waits until it is ready. With a snapshot when there is one, else by loading the library.</summary>
    public static async Task<HostProcess> StartAsync(LanguageHostOptions options, string? snapshot, CancellationToken cancellation)
    {
        string[] arguments = snapshot is null ? [options.BundlePath] : ["--snapshot-blob", snapshot];
        HostProcess host;
        try
        {
            host = new HostProcess(options, Process.Start(StartInfo(options, arguments))!);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new HostFailureException("it cannot be started", e);
        }

        // The pool may be given up while this one is on its way: nobody would end it then.
        using var ended = cancellation.Register(() => End(host._process));
        try
        {
            var line = await host.ReadLineAsync(options.StartTimeLimit, cancellation).ConfigureAwait(false);
            var ready = JsonSerializer.Deserialize(line.Span, WireJson.Default.WireReady);
            host.NodeVersion = ready is { Ready: true } ? ready.Node : throw new HostFailureException("it did not report that it is ready");
            return host;
        }
        catch (JsonException e)
        {
            host.Dispose();
            throw new HostFailureException("it did not report that it is ready", e);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    public async Task<(ReadOnlyMemory<byte> Summary, ReadOnlyMemory<byte> Tree)> AskAsync(
        string query, IReadOnlyList<WireSymbol> symbols, bool format, CancellationToken cancellation)
    {
        var id = ++_lastId;
        var declare = symbols.Where(s => _declared.Add(s.Key)).ToDictionary(s => s.Key, s => s.Declaration, StringComparer.Ordinal);
        var request = JsonSerializer.SerializeToUtf8Bytes(new WireRequest(id, query, [.. symbols.Select(s => s.Key)], declare, format ? true : null), WireJson.Default.WireRequest);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_options.QueryTimeLimit);
        try
        {
            var input = _process.StandardInput.BaseStream;
            await input.WriteAsync(request, limit.Token).ConfigureAwait(false);
            await input.WriteAsync("\n"u8.ToArray(), limit.Token).ConfigureAwait(false);
            await input.FlushAsync(limit.Token).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new HostFailureException("it ended", e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new HostTimeoutException(e);
        }

        var summary = await ReadLineAsync(_options.QueryTimeLimit, cancellation).ConfigureAwait(false);
        var tree = await ReadLineAsync(_options.QueryTimeLimit, cancellation).ConfigureAwait(false);
        return (Check(summary, id), tree);
    }

    public void Dispose()
    {
        End(_process);
        _process.Dispose();
    }

    /// <summary>Ends a process with its children; one that has ended is left alone.</summary>
    internal static void End(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It ended by itself meanwhile.
        }
    }

    /// <summary>No shell, no inherited environment: NODE_OPTIONS and its like have no say here.</summary>
    internal static ProcessStartInfo StartInfo(LanguageHostOptions options, IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo(options.NodePath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        var path = info.Environment.TryGetValue("PATH", out var value) ? value : null;
        var systemRoot = info.Environment.TryGetValue("SystemRoot", out var root) ? root : null;
        info.Environment.Clear();
        info.Environment["PATH"] = path;
        if (systemRoot is not null)
        {
            info.Environment["SystemRoot"] = systemRoot;
        }

        // The same flags when a snapshot is built and when it is used: V8 refuses it otherwise.
        foreach (var argument in Flags(options).Concat(arguments))
        {
            info.ArgumentList.Add(argument);
        }

        return info;
    }

    /// <summary>What Node is started with, whatever it then runs.</summary>
    internal static IEnumerable<string> Flags(LanguageHostOptions options)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"--max-old-space-size={options.MemoryLimitMegabytes}");
        // On Windows a program's own header says how much stack its main thread has: V8's default is made for it.
        if (!OperatingSystem.IsWindows())
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"--stack-size={options.StackKilobytes}");
        }

        // A text never becomes code.
        yield return "--disallow-code-generation-from-strings";
    }

    private static ReadOnlyMemory<byte> Check(ReadOnlyMemory<byte> summary, int id)
    {
        try
        {
            return JsonSerializer.Deserialize(summary.Span, WireJson.Default.WireSummary)?.Id == id
                ? summary
                : throw new HostFailureException("its answer belongs to another question");
        }
        catch (JsonException e)
        {
            throw new HostFailureException("its answer is not JSON", e);
        }
    }

    // Exit codes above 128 are 128 + the signal, by the convention of shells that .NET keeps.
    private bool WasKilled() => _process.WaitForExit(1000) && _process.ExitCode is 137 or 143;

    private async Task<ReadOnlyMemory<byte>> ReadLineAsync(TimeSpan timeLimit, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeLimit);
        try
        {
            return await _output.ReadLineAsync(limit.Token).ConfigureAwait(false) ?? throw new HostFailureException("it ended") { WasKilled = WasKilled() };
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new HostTimeoutException(e);
        }
        catch (IOException e)
        {
            throw new HostFailureException("it ended", e);
        }
    }
}
