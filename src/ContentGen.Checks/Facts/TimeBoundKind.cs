namespace ContentGen.Checks.Facts;

internal enum TimeBoundKind
{
    /// <summary>Only records that are younger: <c>TimeGenerated > ago(1d)</c>, a lookback.</summary>
    NotOlderThan,

    /// <summary>Only records that are older: <c>TimeGenerated &lt; ago(1d)</c>, the end of a baseline.</summary>
    NotYoungerThan,

    /// <summary>Only records that were ingested since: <c>ingestion_time() > ago(5m)</c>.</summary>
    IngestedSince,
}
