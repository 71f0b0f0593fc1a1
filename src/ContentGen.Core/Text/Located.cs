namespace ContentGen.Core.Text;

/// <summary>A value and where the author wrote it.</summary>
public sealed record Located<T>(T Value, TextSpan Span);
