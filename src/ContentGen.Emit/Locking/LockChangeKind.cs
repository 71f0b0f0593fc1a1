namespace ContentGen.Emit.Locking;

/// <summary>What happened to a rule since it was locked.</summary>
public enum LockChangeKind
{
    Added,

    /// <summary>What it is compiled to differs, and its version is higher.</summary>
    Changed,

    /// <summary>Only its version is another.</summary>
    Renumbered,

    Removed,
}
