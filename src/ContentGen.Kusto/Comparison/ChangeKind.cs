namespace ContentGen.Kusto.Comparison;

public enum ChangeKind
{
    /// <summary>The other side has it, the catalogue does not.</summary>
    Added,

    /// <summary>The catalogue has it, the other side does not.</summary>
    Removed,

    /// <summary>Both have it and differ.</summary>
    Changed,
}
