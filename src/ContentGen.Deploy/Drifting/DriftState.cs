namespace ContentGen.Deploy.Drifting;

/// <summary>How a resource in the workspace differs from what was deployed.</summary>
public enum DriftState
{
    /// <summary>Somebody changed it in the workspace.</summary>
    Edited,

    /// <summary>Somebody switched it off in the workspace.</summary>
    Disabled,

    /// <summary>Sentinel switched it off after permanent failures.</summary>
    AutoDisabled,

    /// <summary>It was deployed and is gone.</summary>
    Deleted,

    /// <summary>It was not deployed from here.</summary>
    Foreign,

    /// <summary>No drift: the content is ahead of what was deployed.</summary>
    Pending,
}
