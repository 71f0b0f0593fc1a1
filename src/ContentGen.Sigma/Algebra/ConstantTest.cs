using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ContentGen.Sigma.Algebra;

/// <summary>Tests on constants, as Kusto answers them: case is folded for ASCII letters only.</summary>
internal static class ConstantTest
{
    private static readonly TimeSpan RegexTime = TimeSpan.FromMilliseconds(100);

    /// <summary>The answer; null where it cannot be told.</summary>
    public static bool? Matches(string? text, TestOperator test, ImmutableArray<string> operands, bool caseSensitive) => test switch
    {
        TestOperator.Empty => string.IsNullOrEmpty(text),
        TestOperator.Null => text is null,
        _ when text is null => false,
        _ => operands.Select(o => Matches(text, test, o, caseSensitive)).Aggregate((bool?)false, (a, b) => a == true || b == true ? true : a is null || b is null ? null : false),
    };

    private static bool? Matches(string text, TestOperator test, string operand, bool caseSensitive)
    {
        if (test is TestOperator.Less or TestOperator.LessOrEqual or TestOperator.Greater or TestOperator.GreaterOrEqual)
        {
            return Compare(text, test, operand);
        }

        if (test == TestOperator.Regex)
        {
            return Regex(text, operand);
        }

        var (t, o) = caseSensitive ? (text, operand) : (Fold(text), Fold(operand));
        return test switch
        {
            TestOperator.Equal => t == o,
            TestOperator.Contains => t.Contains(o, StringComparison.Ordinal),
            TestOperator.StartsWith => t.StartsWith(o, StringComparison.Ordinal),
            TestOperator.EndsWith => t.EndsWith(o, StringComparison.Ordinal),
            _ => t == o ? true : t.Contains(o, StringComparison.Ordinal) ? null : false,
        };
    }

    private static bool? Compare(string text, TestOperator test, string operand)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var x)
            || !double.TryParse(operand, NumberStyles.Float, CultureInfo.InvariantCulture, out var y))
        {
            return null;
        }

        return test switch
        {
            TestOperator.Less => x < y,
            TestOperator.LessOrEqual => x <= y,
            TestOperator.Greater => x > y,
            _ => x >= y,
        };
    }

    private static bool? Regex(string text, string pattern)
    {
        try
        {
            return System.Text.RegularExpressions.Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, RegexTime);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>Upper-case ASCII letters as lower-case ones; in-operator.md: "currently supported only for ASCII-text".</summary>
    public static string Fold(string text) => string.Create(text.Length, text, static (span, from) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = char.IsAsciiLetterUpper(from[i]) ? (char)(from[i] | 0x20) : from[i];
        }
    });
}
