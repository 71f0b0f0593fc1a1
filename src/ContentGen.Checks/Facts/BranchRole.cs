namespace ContentGen.Checks.Facts;

/// <summary>What the rows of a branch are for.</summary>
internal enum BranchRole
{
    /// <summary>They become rows of the result.</summary>
    Result,

    /// <summary>The right side of a join or lookup, which is the branch's last step.</summary>
    Joined,

    /// <summary>An expression asks them: toscalar(), in (T).</summary>
    Asked,
}
