namespace ContentGen.Detection.Mutation;

/// <summary>How a mutant differs from its query.</summary>
public enum MutationKind
{
    /// <summary>A condition that holds always.</summary>
    Dropped,

    /// <summary>A condition turned round.</summary>
    Negated,

    /// <summary>An alternative that holds never.</summary>
    AlternativeDropped,

    /// <summary>A list in which everything is.</summary>
    ListWidened,

    /// <summary>A bound moved by the least that matters.</summary>
    ThresholdChanged,

    /// <summary>A branch of a union without rows.</summary>
    BranchRemoved,
}
