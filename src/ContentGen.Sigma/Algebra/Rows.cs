using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Sigma.Algebra;

/// <summary>What a tabular expression yields.</summary>
internal abstract record Rows;

/// <summary>Events of one or more tables, in branches; grouped when <see cref="Grouping"/> is there.</summary>
internal sealed record EventRows(ImmutableArray<Branch> Branches, Grouping? Grouping) : Rows
{
    /// <summary>Parts of a union that cannot be followed to events.</summary>
    public ImmutableArray<UnknownRows> Lost { get; init; } = [];

    public EventRows Each(Func<Branch, Branch> change) => this with { Branches = [.. Branches.Select(change)] };
}

/// <summary>A table that stands in the query: its columns and the texts of its rows (null where a value is not constant).</summary>
internal sealed record ConstantRows(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string?>> Lines) : Rows;

/// <summary>Rows of a watchlist.</summary>
internal sealed record WatchlistRows(string Alias) : Rows;

/// <summary>Rows that cannot be followed to events. <see cref="Reason"/> is a code of <see cref="Reasons"/>.</summary>
internal sealed record UnknownRows(string Reason, TextSpan Span) : Rows;
