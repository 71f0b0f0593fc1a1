using System.Collections.Immutable;
using ContentGen.Checks.Facts;
using ContentGen.Checks.Kql;
using ContentGen.Kusto.Binding;
using Values = System.Collections.Immutable.ImmutableDictionary<ContentGen.Kusto.Binding.BoundSymbol, ContentGen.Checks.QuerySense.ValueSet>;

namespace ContentGen.Checks.QuerySense;

/// <summary>What a condition leaves of the values of the columns that it compares with constants.</summary>
internal static class FilteredValues
{
    /// <param name="condition">One that all rows meet from here on.</param>
    /// <param name="known">What was known before.</param>
    public static Values Of(BoundNode condition, Values known)
    {
        if (Comparison.Of(condition) is not { } comparison || Comparison.ColumnOf(comparison.Left) is not { Type.Name: "string" or "bool" or "int" or "long" or "real" or "decimal" } column
            || Constants(comparison) is not { IsEmpty: false } constants)
        {
            return known;
        }

        // Where nothing is left the condition holds for no row, which was said of it; the values before are no worse than any.
        var before = known.GetValueOrDefault(column);
        var after = comparison.Operator switch
        {
            "==" or "in" => Only(before, constants),
            ">" or ">=" or "<" or "<=" when constants is [decimal number] => (before ?? ValueSet.AnyNumber).Within(Least(comparison.Operator, number, column), Most(comparison.Operator, number, column)),
            _ => null,
        };
        return after is null || after.IsEmpty ? known : known.SetItem(column, after);
    }

    /// <summary>The constants that something is compared with; none when one of them is not known.</summary>
    public static ImmutableArray<object> Constants(Comparison comparison)
    {
        var constants = comparison.Values.Select(v => ConstantFolding.Literal(Conditions.Bare(v))).OfType<object>().ToImmutableArray();
        return constants.Length == comparison.Values.Count ? constants : [];
    }

    private static ValueSet? Only(ValueSet? before, ImmutableArray<object> constants)
    {
        var left = before is { Constants.Count: > 0 } ? before.Constants.Intersect(constants) : [.. constants];
        return left.Count > 0 ? ValueSet.OfAny(left) : null;
    }

    // Of whole numbers the next one is the bound.
    private static decimal? Least(string op, decimal number, BoundSymbol column) => op switch
    {
        ">" => column.Type!.Name is "int" or "long" ? Math.Floor(number) + 1 : number,
        ">=" => number,
        _ => null,
    };

    private static decimal? Most(string op, decimal number, BoundSymbol column) => op switch
    {
        "<" => column.Type!.Name is "int" or "long" ? Math.Ceiling(number) - 1 : number,
        "<=" => number,
        _ => null,
    };
}
