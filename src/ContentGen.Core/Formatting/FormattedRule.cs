namespace ContentGen.Core.Formatting;

/// <summary>A file as it should be written, or why it is left as it is.</summary>
/// <param name="Text">The text; that of the file when it is in order, or when it is left.</param>
/// <param name="Left">Null, or why the file was left as it is.</param>
public sealed record FormattedRule(string Text, string? Left);
