namespace ContentGen.Emulator;

/// <summary>How the emulator behaves where the documentation leaves it open.</summary>
internal sealed record EmulatorOptions
{
    /// <summary>The tables of every workspace; empty: queries are not checked and a few tables are listed.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>The columns of a table with their KQL types, and whether they are the service's own; by default none are told.</summary>
    public Func<string, (IEnumerable<KeyValuePair<string, string>> Columns, bool AreStandard)> ColumnsOf { get; init; } = _ => ([], true);

    /// <summary>A query to the tables that it reads, or the message that it is refused with; null: queries are not checked.</summary>
    public Func<string, QueryVerdict>? Validate { get; init; }

    /// <summary>The token that is accepted; null: any.</summary>
    public string? Token { get; init; }

    /// <summary>A file that keeps everything; null: memory only.</summary>
    public string? File { get; init; }

    /// <summary>Items on a page of a list.</summary>
    public int PageSize { get; init; } = 50;

    /// <summary>How long the id of a deleted rule is refused; one source says about a day.</summary>
    public TimeSpan Tombstone { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Its status: the one source says 400 in one place and 409 in another.</summary>
    public int TombstoneStatus { get; init; } = 409;

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
