namespace ContentGen.Emit.Arm;

/// <summary>
/// Strings as a template writes them. Resource Manager takes a string that starts with '[' and ends with ']' for an expression, unless a
/// second '[' makes it a literal; any other string stands for itself, and an extra bracket would stay in it (Microsoft Learn, Syntax and
/// expressions in ARM templates, Escape characters).
/// </summary>
internal static class ArmLiteral
{
    public static string Escape(string text) => text.StartsWith('[') && text.EndsWith(']') ? "[" + text : text;

    /// <summary>A text between the single quotes of an expression.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
