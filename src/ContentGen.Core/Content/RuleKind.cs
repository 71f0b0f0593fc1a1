namespace ContentGen.Core.Content;

/// <summary>The kinds of analytic rule that have a query.</summary>
public enum RuleKind
{
    Scheduled,

    /// <summary>Near real time: runs every minute over what was ingested in the minute before; has no schedule and no trigger.</summary>
    Nrt,
}
