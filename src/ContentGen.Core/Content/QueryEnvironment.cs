namespace ContentGen.Core.Content;

/// <summary>Where a query runs, hence which tables it sees.</summary>
public enum QueryEnvironment
{
    /// <summary>A Log Analytics workspace.</summary>
    Sentinel,

    /// <summary>Defender XDR advanced hunting.</summary>
    DefenderXdr,
}
