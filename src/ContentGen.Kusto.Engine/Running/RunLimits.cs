namespace ContentGen.Kusto.Engine.Running;

/// <summary>How much one run may take. Kusto's own defaults are 500,000 result rows and 4 minutes.</summary>
public sealed record RunLimits
{
    public static RunLimits Default { get; } = new();

    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Rows of the result.</summary>
    public int Rows { get; init; } = 500_000;

    /// <summary>Rows that one operator may keep at a time.</summary>
    public int KeptRows { get; init; } = 5_000_000;

    /// <summary>Rows that all operators together may make.</summary>
    public long WorkRows { get; init; } = 200_000_000;
}
