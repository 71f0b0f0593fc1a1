namespace ContentGen.Sigma.Algebra;

/// <summary>How a value is compared with constants; negation is <see cref="NotCondition"/>'s business.</summary>
internal enum TestOperator
{
    Equal,
    Contains,
    StartsWith,
    EndsWith,

    /// <summary>A whole term (has).</summary>
    Term,

    /// <summary>The start of a term (hasprefix).</summary>
    TermStart,

    /// <summary>The end of a term (hassuffix).</summary>
    TermEnd,

    Regex,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,

    /// <summary>An address within a network.</summary>
    Network,

    /// <summary>The empty string, or null of another type (isempty).</summary>
    Empty,

    /// <summary>Null (isnull): never true of a string.</summary>
    Null,
}
