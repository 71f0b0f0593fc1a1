using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Sigma.Algebra;

/// <summary>What summarize or an inner join did: what groups are made by, and the conditions on groups that stand behind it.</summary>
/// <param name="Keys">The columns that make a group, each with its value in every branch.</param>
/// <param name="Thresholds">Conditions on aggregates that a group must meet.</param>
/// <param name="Bin">Width of a time bin among the keys.</param>
/// <param name="Span">The operator.</param>
internal sealed record Grouping(ImmutableArray<GroupKey> Keys, ImmutableArray<Threshold> Thresholds, TimeSpan? Bin, TextSpan Span)
{
    /// <summary>Where an inner join made the groups: branches before this index stand on its left, the others on its right.</summary>
    public int? JoinedAt { get; init; }

    /// <summary>The side whose events must come first; null when any may.</summary>
    public JoinSide? First { get; init; }

    /// <summary>Conditions on groups that no correlation can stand for, each with its reason.</summary>
    public ImmutableArray<(string Reason, TextSpan Span)> Dropped { get; init; } = [];

    public Grouping Drop(string reason, TextSpan span) => this with { Dropped = Dropped.Add((reason, span)) };
}
