using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Conversion;

/// <summary>
/// has, hasprefix and hassuffix as patterns: a term is a run of letters and digits (string-operators.md), so a side of the operand that is
/// a letter or digit must not touch another one.
/// </summary>
internal static class TermPattern
{
    /// <summary>What may stand behind a term that ends in a letter or digit. \w is letters, digits and the underscore, which is no part of a term.</summary>
    public const string After = @"([\W_]|$)";

    private const string Before = @"(^|[\W_])";

    public static string Of(TestOperator test, string operand)
    {
        var before = test != TestOperator.TermEnd && char.IsLetterOrDigit(operand[0]) ? Before : "";
        var after = test != TestOperator.TermStart && char.IsLetterOrDigit(operand[^1]) ? After : "";
        return before + RegexText.Literal(operand) + after;
    }
}
