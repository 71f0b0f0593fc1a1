using System.Text.Json;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Hosting;

namespace ContentGen.Kusto.Cache;

/// <summary>Answers from the cache where it can, asks the host where it must. Failures are not cached.</summary>
public sealed class CachingBinder(LanguageHost host, AnalysisCache? cache) : IQueryBinder
{
    private int _hits;

    /// <summary>How many answers came from the cache.</summary>
    public int Hits => _hits;

    public async Task<BoundQuery> BindAsync(QueryText query, CancellationToken cancellation)
    {
        if (cache is null || host.Refuse(query.Text) != BindFailure.None)
        {
            return await host.BindAsync(query, cancellation).ConfigureAwait(false);
        }

        var symbols = MentionedSymbols.Find(query);
        var key = MentionedSymbols.KeyOf(query, symbols, host.EngineVersion);
        if (cache.TryRead(key) is { } found && TryParse(found.Summary, found.Tree) is { } cached)
        {
            _ = Interlocked.Increment(ref _hits);
            return cached;
        }

        var bound = await host.BindAsync(query, symbols, cancellation).ConfigureAwait(false);
        if (bound.Query.Failure == BindFailure.None)
        {
            cache.Write(key, bound.Summary.Span, bound.Tree.Span);
        }

        return bound.Query;
    }

    private static BoundQuery? TryParse(ReadOnlyMemory<byte> summary, ReadOnlyMemory<byte> tree)
    {
        try
        {
            return BoundQueryReader.Read(summary.Span, tree);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
