using System.Globalization;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Conversion;

/// <summary>Tests on a field that holds what the column holds.</summary>
internal static class ScalarTests
{
    public static Leaf Convert(TestCondition test, string field, string type, SigmaOptions options, bool isNegated)
    {
        switch (test.Operator)
        {
            case TestOperator.Less:
                return Order(field, "lt", test);
            case TestOperator.LessOrEqual:
                return Order(field, "lte", test);
            case TestOperator.Greater:
                return Order(field, "gt", test);
            case TestOperator.GreaterOrEqual:
                return Order(field, "gte", test);
            case TestOperator.Network:
                return NetworkTests.Convert(test, field, isNegated);
            case TestOperator.Regex:
                return RegexTests.Convert(test, field);
            case TestOperator.Equal when type is "int" or "long" or "real" or "decimal":
                return test.Operands.All(IsNumber)
                    ? Leaf.Exact(new FieldDetection(field, "", [.. test.Operands.Select(SigmaValue.Number)]))
                    : new Leaf(new FieldDetection(field, "", [.. test.Operands.Select(o => IsNumber(o) ? SigmaValue.Number(o) : SigmaValue.Literal(o))]), Relation.Approximate, Reasons.FieldDiffers);
            default:
                return TextTests.Convert(test, field, options);
        }
    }

    private static Leaf Order(string field, string modifier, TestCondition test) => test.Operands is [var number] && IsNumber(number)
        ? Leaf.Exact(new FieldDetection(field, modifier, [SigmaValue.Number(number)]))
        : Leaf.None(Reasons.Computed);

    private static bool IsNumber(string text) => text.Length is > 0 and < 20 && text.All(c => char.IsAsciiDigit(c) || c is '-' or '.')
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
