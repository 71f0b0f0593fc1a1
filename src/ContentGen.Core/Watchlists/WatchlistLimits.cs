namespace ContentGen.Core.Watchlists;

/// <summary>What a watchlist may be. Those of Sentinel: https://learn.microsoft.com/azure/sentinel/watchlists, "Limitations".</summary>
internal static class WatchlistLimits
{
    /// <summary>Bytes of a file that is uploaded from a local computer (3.8 MB).</summary>
    public const int FileBytes = 3_800_000;

    /// <summary>Characters of a line.</summary>
    public const int LineCharacters = 10_240;

    /// <summary>Our own: an item is at most 10 KB, in which no more columns have a value.</summary>
    public const int Columns = 1_000;

    /// <summary>Our own: after so many faulty rows the rest says nothing new.</summary>
    public const int FaultyRows = 20;
}
