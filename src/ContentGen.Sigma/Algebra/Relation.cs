namespace ContentGen.Sigma.Algebra;

/// <summary>How the events that a Sigma condition matches relate to those that the KQL matches.</summary>
public enum Relation
{
    /// <summary>The same events.</summary>
    Exact,

    /// <summary>All of them and maybe more.</summary>
    Widened,

    /// <summary>Some of them and no others.</summary>
    Narrowed,

    /// <summary>Neither is certain.</summary>
    Approximate,
}
