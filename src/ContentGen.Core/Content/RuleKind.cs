namespace ContentGen.Core.Content;

/// <summary>What has a query that detects: the kinds of analytic rule, and hunting queries.</summary>
public enum RuleKind
{
    Scheduled,

    /// <summary>Near real time: runs every minute over what was ingested in the minute before; has no schedule and no trigger.</summary>
    Nrt,

    /// <summary>A hunting query: no rule at all, but read, checked and tested like one. It runs when an analyst runs it, so it has no schedule and no alert.</summary>
    Hunting,
}
