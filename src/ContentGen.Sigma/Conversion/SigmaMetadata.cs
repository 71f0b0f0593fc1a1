using System.Collections.Immutable;

namespace ContentGen.Sigma.Conversion;

/// <summary>What a rule says of itself; all of it goes into the documents.</summary>
public sealed record SigmaMetadata
{
    /// <summary>The rule's id or another stable name: identifiers of documents are derived from it.</summary>
    public required string Key { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    /// <summary>stable, test, experimental, deprecated or unsupported.</summary>
    public string Status { get; init; } = "experimental";

    /// <summary>informational, low, medium, high or critical.</summary>
    public string Level { get; init; } = "medium";

    public string? Author { get; init; }

    /// <summary>YYYY-MM-DD.</summary>
    public string? Date { get; init; }

    /// <summary>YYYY-MM-DD.</summary>
    public string? Modified { get; init; }

    /// <summary>The id of the rule that this was made from, when it is a UUID.</summary>
    public string? RelatedId { get; init; }

    public ImmutableArray<string> References { get; init; } = [];

    public ImmutableArray<string> Tags { get; init; } = [];

    public ImmutableArray<string> FalsePositives { get; init; } = [];

    /// <summary>What the query leaves out for known false positives.</summary>
    public ImmutableArray<SigmaTuning> Tunings { get; init; } = [];

    /// <summary>How far back a run looks: the window of a correlation that the query does not give.</summary>
    public TimeSpan? Window { get; init; }
}
