namespace ContentGen.Checks.Telemetry;

/// <summary>What the rows of a test stand for.</summary>
public enum TelemetryKind
{
    /// <summary>A table of the workspace: a run sees the rows of its window.</summary>
    Table,

    /// <summary>What a function of the workspace returns; seen as it is.</summary>
    Function,

    /// <summary>The items of a watchlist, by its alias.</summary>
    Watchlist,

    /// <summary>What lies behind an address that externaldata reads.</summary>
    External,
}
