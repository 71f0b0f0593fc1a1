using System.Collections.Immutable;

namespace ContentGen.Sigma.Writing;

/// <summary>A correlation document. <see cref="Aliases"/>: alias, then rule name and field.</summary>
internal sealed record CorrelationDocument(string Title, string Id, string Name, string Level, string Type, ImmutableArray<string> Rules, ImmutableArray<string> GroupBy, string Timespan)
{
    public ImmutableArray<(string Alias, ImmutableArray<(string Rule, string Field)> Fields)> Aliases { get; init; } = [];

    /// <summary>Operator and number; null for "all rules".</summary>
    public (string Operator, long Count, string? Field)? Condition { get; init; }
}
