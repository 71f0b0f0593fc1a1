using System.Collections.Immutable;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// Whether a comparison has the same answer for every value that its left side can have. With a missing value, the negative operators are
/// true and the others are not (KQL reference, null values).
/// </summary>
internal static class ValueComparison
{
    /// <summary>True: always. False: never. Null: it depends, or is not known.</summary>
    public static bool? Decide(BoundNode node, ValueSet left, ImmutableArray<object> right)
    {
        var negative = node.Kind is "NotEqualExpression" or "NotInExpression" or "BangTildeExpression" or "NotInCsExpression";
        var (always, never) = node.Kind switch
        {
            "EqualExpression" or "InExpression" => OfConstants(left, c => right.Contains(c)),
            "NotEqualExpression" or "NotInExpression" => OfConstants(left, c => !right.Contains(c)),
            "EqualTildeExpression" or "InCsExpression" => OfConstants(left, c => Matches(c, right)),
            "BangTildeExpression" or "NotInCsExpression" => OfConstants(left, c => !Matches(c, right)),
            _ => right is [decimal number] ? OfOrder(node.Kind, left, number) : (false, false),
        };
        if (left.Constants.Count == 0 && node.Kind is "EqualExpression" or "NotEqualExpression" && right is [decimal outside] && (outside < left.Minimum || outside > left.Maximum))
        {
            (always, never) = negative ? (true, false) : (false, true);
        }

        return (always && (negative || !left.MayBeNull)) ? true : never && !(negative && left.MayBeNull) ? false : null;
    }

    private static (bool Always, bool Never) OfConstants(ValueSet left, Func<object, bool> holds) =>
        left.Constants.Count == 0 ? (false, false) : (left.Constants.All(holds), !left.Constants.Any(holds));

    private static (bool Always, bool Never) OfOrder(string kind, ValueSet left, decimal right) => kind switch
    {
        "GreaterThanExpression" => (left.Minimum > right, left.Maximum <= right),
        "GreaterThanOrEqualExpression" => (left.Minimum >= right, left.Maximum < right),
        "LessThanExpression" => (left.Maximum < right, left.Minimum >= right),
        "LessThanOrEqualExpression" => (left.Maximum <= right, left.Minimum > right),
        _ => (false, false),
    };

    // `=~` and `in~` fold ASCII letters only; other letters are left undecided by comparing both ways.
    private static bool Matches(object constant, ImmutableArray<object> right) =>
        right.Contains(constant) || (constant is string text && right.OfType<string>().Any(r => string.Equals(r, text, StringComparison.OrdinalIgnoreCase)));
}
