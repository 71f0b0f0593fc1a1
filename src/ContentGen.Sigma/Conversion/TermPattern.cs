using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Conversion;

/// <summary>
/// has, hasprefix and hassuffix as patterns: a term is a run of letters and digits (string-operators.md), so a side of the operand that is
/// a letter or digit must not touch another one.
/// </summary>
internal static class TermPattern
{
    private const string Sign = "[^a-zA-Z0-9]";

    public static string Of(TestOperator test, string operand)
    {
        var before = test != TestOperator.TermEnd && char.IsAsciiLetterOrDigit(operand[0]) ? $"(^|{Sign})" : "";
        var after = test != TestOperator.TermStart && char.IsAsciiLetterOrDigit(operand[^1]) ? $"({Sign}|$)" : "";
        return before + RegexText.Literal(operand) + after;
    }
}
