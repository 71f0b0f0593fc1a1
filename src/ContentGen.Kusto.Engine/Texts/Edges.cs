namespace ContentGen.Kusto.Engine.Texts;

/// <summary>Which ends of a match must lie at the edge of a term.</summary>
internal enum Edges
{
    Left,
    Right,
    Both,
}
