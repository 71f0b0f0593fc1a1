namespace ContentGen.Deploy.Applying;

/// <summary>What became of an item of a plan.</summary>
public enum Outcome
{
    /// <summary>It was written, and the service said so.</summary>
    Done,

    /// <summary>It was as planned already; nothing was sent but perhaps the mark.</summary>
    Already,

    /// <summary>It was written disabled, because the service misses a table.</summary>
    DoneDisabled,

    /// <summary>The plan did not ask for anything.</summary>
    Kept,

    /// <summary>The plan itself says that it must not be done.</summary>
    Blocked,

    /// <summary>The workspace moved since the plan was made; nothing was written.</summary>
    Refused,

    /// <summary>The service does not let the id be used again yet.</summary>
    Deferred,

    /// <summary>The service refused, or did not answer.</summary>
    Failed,

    /// <summary>The run stopped before.</summary>
    NotAttempted,
}
