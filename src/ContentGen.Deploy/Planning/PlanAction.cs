namespace ContentGen.Deploy.Planning;

/// <summary>What a plan does with a resource.</summary>
public enum PlanAction
{
    Create,
    Update,
    Enable,
    Disable,
    Delete,

    /// <summary>The resource stays as it is and gets our mark.</summary>
    Adopt,

    /// <summary>Nothing is done: it is not ours, or the policy says so.</summary>
    Keep,

    /// <summary>It would be created, but the service lately refused to have its id again; one attempt is made.</summary>
    Defer,

    /// <summary>Something would have to be done and must not.</summary>
    Blocked,
}
