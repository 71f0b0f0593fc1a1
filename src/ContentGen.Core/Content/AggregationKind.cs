namespace ContentGen.Core.Content;

/// <summary>One alert for all results of a run, or one each.</summary>
public enum AggregationKind
{
    SingleAlert,
    AlertPerResult,
}
