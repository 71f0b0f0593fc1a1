using System.Collections.Immutable;

namespace ContentGen.Kusto.Engine.Running;

/// <summary>What a query runs over. A table that is not given is empty.</summary>
public sealed record QueryInput
{
    /// <summary>The value of now().</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>What rand() and its kind start from: the same seed, the same numbers.</summary>
    public int Seed { get; init; }

    /// <summary>What current_database() gives; null: a run that asks for it has no answer.</summary>
    public string? Database { get; init; }

    /// <summary>What current_cluster_endpoint() gives; null: a run that asks for it has no answer.</summary>
    public string? Cluster { get; init; }

    /// <summary>Take watchlists and functions without given rows for empty; else a run that needs them has no answer.</summary>
    public bool MissingAreEmpty { get; init; }

    /// <summary>Take external data without given rows for empty; else a run that needs it has no answer.</summary>
    public bool ExternalIsEmpty { get; init; }

    /// <summary>Rows of tables by the table's name.</summary>
    public ImmutableDictionary<string, TableData> Tables { get; init; } = [];

    /// <summary>Rows of watchlists by alias.</summary>
    public ImmutableDictionary<string, TableData> Watchlists { get; init; } = [];

    /// <summary>Rows behind the addresses of externaldata: by the address, or by its part behind the last slash.</summary>
    public ImmutableDictionary<string, TableData> External { get; init; } = [];

    /// <summary>Rows that functions of the workspace return (those whose text is not known), by the function's name.</summary>
    public ImmutableDictionary<string, TableData> Functions { get; init; } = [];
}
