namespace ContentGen.Sigma.Algebra;

/// <summary>The aggregates that a Sigma correlation can count.</summary>
internal enum AggregateKind
{
    /// <summary>Number of events.</summary>
    Count,

    /// <summary>Number of different values, also as the length of a set.</summary>
    Distinct,

    /// <summary>The set of different values.</summary>
    Set,

    /// <summary>All values.</summary>
    List,

    Sum,

    Average,
}
