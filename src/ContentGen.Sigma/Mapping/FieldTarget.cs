namespace ContentGen.Sigma.Mapping;

/// <summary>The field that a column is asked by.</summary>
internal sealed record FieldTarget(string Field, FieldKind Kind);
