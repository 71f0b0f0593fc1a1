namespace ContentGen.Sigma.Algebra;

/// <summary>The algebra of <see cref="Relation"/>: what becomes of it under negation and when parts come together.</summary>
public static class Relations
{
    public static Relation Negate(Relation relation) => relation switch
    {
        Relation.Widened => Relation.Narrowed,
        Relation.Narrowed => Relation.Widened,
        _ => relation,
    };

    public static Relation Fold(Relation one, Relation other) =>
        one == other || other == Relation.Exact ? one : one == Relation.Exact ? other : Relation.Approximate;

    public static Relation Fold(IEnumerable<Relation> relations) => relations.Aggregate(Relation.Exact, Fold);

    /// <summary>exact, widened, narrowed or approximate.</summary>
    public static string Word(Relation relation) => relation switch
    {
        Relation.Exact => "exact",
        Relation.Widened => "widened",
        Relation.Narrowed => "narrowed",
        _ => "approximate",
    };
}
