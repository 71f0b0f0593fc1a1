using System.Collections.Immutable;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Compilation;

/// <summary>What a query needs of a workspace; names in the order of the bound query.</summary>
public sealed record QueryUses(ImmutableArray<string> Tables, ImmutableArray<string> Functions, ImmutableArray<string> Watchlists)
{
    public static readonly QueryUses None = new([], [], []);

    public static QueryUses Of(BoundQuery? query) => query is null ? None : new(query.Tables, query.Functions, query.Watchlists);
}
