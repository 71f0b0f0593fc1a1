namespace ContentGen.Sigma.Conversion;

/// <summary>A value of a detection: literal text (nothing in it is a wildcard), a number, a pattern as it is, or null.</summary>
internal sealed record SigmaValue(SigmaValueKind Kind, string Text)
{
    public static readonly SigmaValue Null = new(SigmaValueKind.Null, "");

    public static SigmaValue Literal(string text) => new(SigmaValueKind.Literal, text);

    public static SigmaValue Number(string text) => new(SigmaValueKind.Number, text);

    /// <summary>Written without escapes: a regular expression, a network, a placeholder.</summary>
    public static SigmaValue Raw(string text) => new(SigmaValueKind.Raw, text);
}
