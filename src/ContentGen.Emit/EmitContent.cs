using System.Collections.Immutable;

namespace ContentGen.Emit;

/// <summary>Content to be emitted, all of it free of errors. The order of the lists does not matter.</summary>
public sealed record EmitContent(ImmutableArray<EmitRule> Rules)
{
    public ImmutableArray<EmitRule> HuntingQueries { get; init; } = [];

    public ImmutableArray<EmitFunction> Functions { get; init; } = [];

    public ImmutableArray<EmitWatchlist> Watchlists { get; init; } = [];

    /// <summary>The same rules and hunting queries, of the functions and watchlists only those that the queries use or that are wanted anyway.</summary>
    /// <param name="isWanted">By the file of the function or the watchlist.</param>
    public EmitContent OnlyUsed(Func<string, bool> isWanted)
    {
        var queries = Rules.Concat(HuntingQueries).Select(r => r.Compiled.Uses).ToList();
        var names = queries.SelectMany(q => q.Functions).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<EmitFunction> functions = [.. Functions.Where(f => names.Contains(f.Compiled.Function.Name) || isWanted(f.SourceFile))];
        var called = functions.SelectMany(f => f.Compiled.AllCalls).ToHashSet(StringComparer.Ordinal);
        functions = [.. functions, .. Functions.Where(f => called.Contains(f.Compiled.Function.Name) && !functions.Contains(f))];
        var aliases = queries.SelectMany(q => q.Watchlists).Concat(functions.SelectMany(f => f.Compiled.Watchlists)).ToHashSet(StringComparer.Ordinal);
        return this with { Functions = functions, Watchlists = [.. Watchlists.Where(w => aliases.Contains(w.Watchlist.Alias.Value) || isWanted(w.SourceFile))] };
    }
}
