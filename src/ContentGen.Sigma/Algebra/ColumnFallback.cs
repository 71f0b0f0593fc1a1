namespace ContentGen.Sigma.Algebra;

/// <summary>What a column is that a branch does not list.</summary>
internal enum ColumnFallback
{
    /// <summary>A column of other branches of a union: empty here.</summary>
    Missing,

    /// <summary>A column of the source that its schema does not list.</summary>
    Own,

    /// <summary>Made by something that is not followed.</summary>
    Unknown,
}
