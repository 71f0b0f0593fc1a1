namespace ContentGen.Sigma.Algebra;

/// <summary>A side of a join.</summary>
internal enum JoinSide
{
    Left,
    Right,
}
