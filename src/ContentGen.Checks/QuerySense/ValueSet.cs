using System.Collections.Immutable;
using System.Globalization;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// What is known of a column's values: a few constants, or a range of numbers. No object of this type: nothing is known.
/// </summary>
/// <param name="Constants">string, decimal or bool; empty when only the range is known.</param>
/// <param name="Minimum">The smallest number; null when there is no bound below, or the constants are no numbers.</param>
/// <param name="Maximum">The largest number; null when there is no bound above, or the constants are no numbers.</param>
/// <param name="MayBeNull">A row may have no value at all (an empty one, for text).</param>
internal sealed record ValueSet(ImmutableHashSet<object> Constants, decimal? Minimum, decimal? Maximum, bool MayBeNull)
{
    private const int MaxConstants = 64;

    public static ValueSet Of(object constant) => Of([constant]);

    public static ValueSet AtLeast(decimal minimum) => new([], minimum, null, false);

    /// <summary>Numbers of which nothing else is known.</summary>
    public static ValueSet AnyNumber { get; } = new([], null, null, false);

    /// <summary>One of some constants.</summary>
    public static ValueSet OfAny(IEnumerable<object> constants) => Of([.. constants]);

    public ValueSet OrNull() => this with { MayBeNull = true };

    /// <summary>Those between two bounds, of which either may be missing.</summary>
    public ValueSet Within(decimal? minimum, decimal? maximum)
    {
        var left = Constants.Where(c => c is decimal d && !(d < minimum) && !(d > maximum)).ToImmutableHashSet();
        return left.Count > 0 ? Of(left) : new ValueSet([], Larger(Minimum, minimum), Smaller(Maximum, maximum), false);
    }

    /// <summary>Either of two; null when that is too much to keep.</summary>
    public static ValueSet? Either(ValueSet? a, ValueSet? b)
    {
        if (a is null || b is null)
        {
            return null;
        }

        var mayBeNull = a.MayBeNull || b.MayBeNull;
        if (a.Constants.Count > 0 && b.Constants.Count > 0)
        {
            var all = a.Constants.Union(b.Constants);
            return all.Count > MaxConstants ? null : Of(all) with { MayBeNull = mayBeNull };
        }

        return a.IsNumber && b.IsNumber ? new ValueSet([], Both(a.Minimum, b.Minimum, Math.Min), Both(a.Maximum, b.Maximum, Math.Max), mayBeNull) : null;
    }

    /// <summary>The sum of two numbers.</summary>
    public static ValueSet? Sum(ValueSet? a, ValueSet? b) =>
        Calculate(a, b, (x, y) => new ValueSet([], Both(x.Minimum, y.Minimum, (m, n) => m + n), Both(x.Maximum, y.Maximum, (m, n) => m + n), false));

    /// <summary>The product of two numbers; null when one may be negative and the other has no bound.</summary>
    public static ValueSet? Product(ValueSet? a, ValueSet? b) => Calculate(a, b, (x, y) => (x.Minimum, y.Minimum) switch
    {
        ( >= 0, >= 0) => new ValueSet([], x.Minimum * y.Minimum, x.Maximum * y.Maximum, false),
        ({ } m, { } n) when x.Maximum is { } p && y.Maximum is { } q => new ValueSet([], new[] { m * n, m * q, p * n, p * q }.Min(), new[] { m * n, m * q, p * n, p * q }.Max(), false),
        _ => null,
    });

    /// <summary>The number with the other sign.</summary>
    public ValueSet? Negated() => IsNumber ? new ValueSet([], -Maximum, -Minimum, MayBeNull) : null;

    private static ValueSet? Calculate(ValueSet? a, ValueSet? b, Func<ValueSet, ValueSet, ValueSet?> calculate)
    {
        if (a is not { IsNumber: true } || b is not { IsNumber: true })
        {
            return null;
        }

        try
        {
            return calculate(a, b) is { } value ? value with { MayBeNull = a.MayBeNull || b.MayBeNull } : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    public override string ToString() => (Constants.Count, Minimum, Maximum) switch
    {
        (1, _, _) => $"always {Text(Constants.Single())}",
        ( > 0, null, _) => $"one of {string.Join(", ", Constants.Select(Text).Order(StringComparer.Ordinal))}",
        (_, { } least, null) => $"at least {Text(least)}",
        (_, null, { } most) => $"at most {Text(most)}",
        (_, { } least, { } most) => $"from {Text(least)} to {Text(most)}",
        _ => "known",
    };

    /// <summary>True for a range without a number in it.</summary>
    public bool IsEmpty => Minimum > Maximum;

    private bool IsNumber => Minimum is not null || Maximum is not null;

    private static ValueSet Of(ImmutableHashSet<object> constants)
    {
        var numbers = constants.OfType<decimal>().ToList();
        return numbers.Count == constants.Count ? new ValueSet(constants, numbers.Min(), numbers.Max(), false) : new ValueSet(constants, null, null, false);
    }

    private static decimal? Larger(decimal? a, decimal? b) => a is null || b > a ? b : a;

    private static decimal? Smaller(decimal? a, decimal? b) => a is null || b < a ? b : a;

    private static decimal? Both(decimal? a, decimal? b, Func<decimal, decimal, decimal> join) => a is { } x && b is { } y ? join(x, y) : null;

    private static string Text(object constant) => constant switch
    {
        string text => $"'{text}'",
        bool value => value ? "true" : "false",
        decimal number => number.ToString("0.############", CultureInfo.InvariantCulture),
        _ => "",
    };
}
