using System.Collections.Immutable;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// Whether a comparison has the same answer for every value that its left side can have. With a missing value, the negative operators are
/// true and the others are not (KQL reference, null values).
/// </summary>
internal static class ValueComparison
{
    /// <param name="op">The operator as written.</param>
    /// <param name="left">What the left side can be.</param>
    /// <param name="right">The constants on the right.</param>
    /// <returns>True: always. False: never. Null: it depends, or is not known.</returns>
    public static bool? Decide(string op, ValueSet left, ImmutableArray<object> right)
    {
        if (!left.Constants.Concat(right).All(c => c.GetType() == right[0].GetType()))
        {
            return null;
        }

        var negative = op is "!=" or "<>" or "!in" or "!~" or "!in~";
        var (always, never) = op switch
        {
            "==" or "in" => OfConstants(left, c => right.Contains(c)),
            "!=" or "<>" or "!in" => OfConstants(left, c => !right.Contains(c)),
            "=~" or "in~" => OfConstants(left, c => Matches(c, right)),
            "!~" or "!in~" => OfConstants(left, c => !Matches(c, right)),
            _ => right is [decimal number] ? OfOrder(op, left, number) : (false, false),
        };
        if (left.Constants.Count == 0 && op is "==" or "!=" or "<>" && right is [decimal outside] && (outside < left.Minimum || outside > left.Maximum))
        {
            (always, never) = negative ? (true, false) : (false, true);
        }

        return (always && (negative || !left.MayBeNull)) ? true : never && !(negative && left.MayBeNull) ? false : null;
    }

    private static (bool Always, bool Never) OfConstants(ValueSet left, Func<object, bool> holds) =>
        left.Constants.Count == 0 ? (false, false) : (left.Constants.All(holds), !left.Constants.Any(holds));

    private static (bool Always, bool Never) OfOrder(string op, ValueSet left, decimal right) => op switch
    {
        ">" => (left.Minimum > right, left.Maximum <= right),
        ">=" => (left.Minimum >= right, left.Maximum < right),
        "<" => (left.Maximum < right, left.Minimum >= right),
        "<=" => (left.Maximum <= right, left.Minimum > right),
        _ => (false, false),
    };

    // `=~` and `in~` fold ASCII letters only; other letters are left undecided by comparing both ways.
    private static bool Matches(object constant, ImmutableArray<object> right) =>
        right.Contains(constant) || (constant is string text && right.OfType<string>().Any(r => string.Equals(r, text, StringComparison.OrdinalIgnoreCase)));
}
