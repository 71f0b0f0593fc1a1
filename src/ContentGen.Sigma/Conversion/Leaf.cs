using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Conversion;

/// <summary>What became of one test: no detection when no field can ask it.</summary>
internal sealed record Leaf(Detection? Detection, Relation Relation, string? Reason)
{
    public static Leaf Exact(Detection detection, string? reason = null) => new(detection, Relation.Exact, reason);

    public static Leaf None(string reason) => new(null, Relation.Approximate, reason);
}
