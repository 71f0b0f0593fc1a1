using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using ContentGen.Kusto.Binding;

namespace ContentGen.Kusto.Hosting;

/// <summary>
/// The pool of host processes. Processes start when there is work for them; one that fails is replaced and its query asked once more,
/// so that a crash costs one query at most and that one gets a diagnostic.
/// </summary>
public sealed class LanguageHost : IQueryBinder, IDisposable
{
    private const int OldestNode = 20;
    private const int MaxStarts = 5;

    private readonly LanguageHostOptions _options;
    // So many queries must wait before a further process pays: it costs half a second of a core until it is up to speed.
    private const int BacklogOfProcess = 12;

    private readonly SemaphoreSlim _places;
    private readonly ConcurrentBag<HostProcess> _idle = [];
    private readonly Lazy<string?> _snapshot;
    private readonly Lazy<string> _engineVersion;
    private readonly CancellationTokenSource _disposed = new();
    private volatile bool _snapshotFailed;
    private int _analysed;
    private int _waiting;
    private int _processes = 1;

    public LanguageHost(LanguageHostOptions options)
    {
        _options = options;
        _places = new SemaphoreSlim(1);
        _engineVersion = new Lazy<string>(() => HashOf(options.BundlePath));
        _snapshot = new Lazy<string?>(() => new StartupSnapshot(options, () => EngineVersion).GetOrBuild(_disposed.Token));
    }

    /// <summary>SHA-256 of the bundle, library and scripts: what an analysis depends on beside its query and schemas.</summary>
    public string EngineVersion => _engineVersion.Value;

    /// <summary>How many queries were analysed so far.</summary>
    public int Analysed => _analysed;

    public async Task<BoundQuery> BindAsync(QueryText query, CancellationToken cancellation) => Refuse(query.Text) is var refused and not BindFailure.None
        ? BoundQuery.Failed(refused)
        : (await BindAsync(query, MentionedSymbols.Find(query), cancellation).ConfigureAwait(false)).Query;

    /// <summary>
    /// The query as the library's own formatter writes it, with '\n' between lines; null when that would change more than blanks and line
    /// breaks, or the query cannot be analysed.
    /// </summary>
    public async Task<string?> FormatAsync(string query, CancellationToken cancellation)
    {
        if (Refuse(query) != BindFailure.None)
        {
            return null;
        }

        var (summary, _, failure) = await AskAsync(query, [], format: true, cancellation).ConfigureAwait(false);
        return failure == BindFailure.None ? JsonSerializer.Deserialize(summary.Span, WireJson.Default.WireSummary)?.Formatted : null;
    }

    /// <summary>Why a text is not analysed at all: it would only cost the time limit.</summary>
    internal BindFailure Refuse(string text)
    {
        if (text.Length > _options.MaxQueryLength)
        {
            return BindFailure.TooLong;
        }

        var (depth, deepest) = (0, 0);
        foreach (var c in text)
        {
            depth += c switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 };
            deepest = Math.Max(deepest, depth);
        }

        return deepest > _options.MaxBracketDepth ? BindFailure.TooDeep : BindFailure.None;
    }

    /// <summary>Starts a process ahead of the first query, in the background; what goes wrong shows with the first query.</summary>
    public void WarmUp() => _ = Task.Run(async () =>
    {
        try
        {
            await _places.WaitAsync(_disposed.Token).ConfigureAwait(false);
            try
            {
                _idle.Add(await StartAsync(_disposed.Token).ConfigureAwait(false));
            }
            finally
            {
                _ = _places.Release();
            }
        }
        catch (Exception e) when (e is LanguageHostException or OperationCanceledException or ObjectDisposedException)
        {
            // The first query meets the same and reports it.
        }
    });

    /// <summary>Starts a process and says which Node.js it runs on; for `doctor`.</summary>
    public async Task<string> ProbeAsync(CancellationToken cancellation)
    {
        var host = await StartAsync(cancellation).ConfigureAwait(false);
        _idle.Add(host);
        return host.NodeVersion;
    }

    public void Dispose()
    {
        _disposed.Cancel();
        while (_idle.TryTake(out var host))
        {
            host.Dispose();
        }

        _disposed.Dispose();
        _places.Dispose();
    }

    /// <summary>The bound query, and the answer as it came for the cache to keep.</summary>
    internal async Task<(BoundQuery Query, ReadOnlyMemory<byte> Summary, ReadOnlyMemory<byte> Tree)> BindAsync(
        QueryText query, IReadOnlyList<WireSymbol> symbols, CancellationToken cancellation)
    {
        if (Refuse(query.Text) is var refused and not BindFailure.None)
        {
            return (BoundQuery.Failed(refused), default, default);
        }

        var (summary, tree, failure) = await AskAsync(query.Text, symbols, format: false, cancellation).ConfigureAwait(false);
        var bound = failure == BindFailure.None ? BoundQueryReader.Read(summary.Span, tree) : BoundQuery.Failed(failure);
        return (bound, summary, tree);
    }

    private async Task<(ReadOnlyMemory<byte> Summary, ReadOnlyMemory<byte> Tree, BindFailure Failure)> AskAsync(
        string query, IReadOnlyList<WireSymbol> symbols, bool format, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _waiting) > BacklogOfProcess * Volatile.Read(ref _processes))
        {
            Grow();
        }

        await _places.WaitAsync(cancellation).ConfigureAwait(false);
        _ = Interlocked.Decrement(ref _waiting);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var host = _idle.TryTake(out var idle) ? idle : await StartAsync(cancellation).ConfigureAwait(false);
                try
                {
                    var (summary, tree) = await host.AskAsync(query, symbols, format, cancellation).ConfigureAwait(false);
                    _ = Interlocked.Increment(ref _analysed);
                    _idle.Add(host);
                    return (summary, tree, BindFailure.None);
                }
                catch (HostTimeoutException)
                {
                    host.Dispose();
                    return (default, default, BindFailure.TimedOut);
                }
                catch (HostFailureException) when (attempt == 1)
                {
                    // Once more in a fresh process: it may have been killed from outside.
                    host.Dispose();
                }
                catch (HostFailureException)
                {
                    host.Dispose();
                    return (default, default, BindFailure.Crashed);
                }
                catch
                {
                    host.Dispose();
                    throw;
                }
            }
        }
        finally
        {
            _ = _places.Release();
        }
    }

    private static string HashOf(string bundle)
    {
        try
        {
            using var stream = File.OpenRead(bundle);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (IOException)
        {
            // It is missing: the first start says so.
            return "none";
        }
    }

    private void Grow()
    {
        lock (_idle)
        {
            if (_processes < _options.MaxProcesses)
            {
                _processes++;
                _ = _places.Release();
            }
        }
    }

    private async Task<HostProcess> StartAsync(CancellationToken cancellation)
    {
        if (_options.NodePath is null)
        {
            throw new LanguageHostException($"Node.js {OldestNode} or newer is needed to analyse KQL and was not found on PATH; install it or put it on PATH");
        }

        if (!File.Exists(_options.BundlePath))
        {
            throw new LanguageHostException("kusto-host.js, which analyses KQL, is not beside the program; install ContentGen again");
        }

        for (var attempt = 1; ; attempt++)
        {
            var snapshot = _snapshotFailed ? null : _snapshot.Value;
            try
            {
                return await StartAsync(snapshot, cancellation).ConfigureAwait(false);
            }
            catch (HostFailureException e) when (e.WasKilled && attempt < MaxStarts)
            {
                // Somebody else ended it; that says nothing about Node or the snapshot.
            }
            catch (HostFailureException) when (snapshot is not null)
            {
                // Built by another Node behind the same path, or damaged: load the library instead, build anew next time.
                _snapshotFailed = true;
                StartupSnapshot.Discard(snapshot);
            }
            catch (HostFailureException e)
            {
                throw new LanguageHostException($"Node.js {OldestNode} or newer is needed to analyse KQL; the one on PATH does not run: {e.Message}", e);
            }
        }
    }

    private async Task<HostProcess> StartAsync(string? snapshot, CancellationToken cancellation)
    {
        var host = await HostProcess.StartAsync(_options, snapshot, cancellation).ConfigureAwait(false);
        if (int.TryParse(host.NodeVersion.Split('.')[0], out var major) && major < OldestNode)
        {
            host.Dispose();
            throw new LanguageHostException($"Node.js {OldestNode} or newer is needed to analyse KQL; the one on PATH is {host.NodeVersion}");
        }

        return host;
    }
}
