namespace ContentGen.Core.Content;

/// <summary>Sentinel's severities, spelt as its API spells them.</summary>
public enum AlertSeverity
{
    Informational,
    Low,
    Medium,
    High,
}
