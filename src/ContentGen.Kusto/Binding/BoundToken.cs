namespace ContentGen.Kusto.Binding;

/// <summary>A word or sign of a node as written: (AscOrDescKeyword, asc), (Operator, in~).</summary>
public sealed record BoundToken(string Role, string Text);
