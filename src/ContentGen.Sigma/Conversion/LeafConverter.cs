using ContentGen.Sigma.Algebra;
using ContentGen.Sigma.Mapping;

namespace ContentGen.Sigma.Conversion;

/// <summary>One test on one column as a detection on one field.</summary>
internal static class LeafConverter
{
    public static Leaf Convert(TestCondition test, FieldTarget target, LogSource source, SigmaOptions options, bool isNegated)
    {
        var column = (ColumnValue)test.Subject;
        if (test.Watchlist is { } watchlist)
        {
            return new Leaf(new FieldDetection(target.Field, "expand", [SigmaValue.Raw($"%{Placeholder(watchlist)}%")]), Relation.Approximate, Reasons.Watchlist);
        }

        var leaf = test.Operator switch
        {
            TestOperator.Empty => Emptied(EmptyTests.Empty(target.Field, column.Type), target.Kind),
            TestOperator.Null => EmptyTests.Null(target.Field, column.Type),
            _ => ByKind(test, column, target, source, options, isNegated),
        };
        if (leaf is { Detection: not null, Relation: Relation.Exact } && !test.CaseSensitive && test.Operator != TestOperator.Regex && test.Operands.Any(TextTests.HasForeignCase))
        {
            leaf = leaf with { Relation = Relation.Widened, Reason = Reasons.NonAsciiCase };
        }

        return leaf.Detection is null || test.Relation == Relation.Exact ? leaf : leaf with { Relation = Relations.Fold(leaf.Relation, test.Relation), Reason = test.Reason ?? leaf.Reason };
    }

    private static Leaf ByKind(TestCondition test, ColumnValue column, FieldTarget target, LogSource source, SigmaOptions options, bool isNegated)
    {
        switch (target.Kind)
        {
            case FieldKind.BaseName:
                return BaseNameTests.Convert(test, target.Field, column.Name, options);
            case FieldKind.RegistryKey or FieldKind.RegistryPath:
                return RegistryTests.Key(test, target.Field, options);
            case FieldKind.RegistryValueName:
                return RegistryTests.ValueName(test, target.Field);
            case FieldKind.Account:
                return AccountTests.Name(test, target.Field, options);
            case FieldKind.AccountDomain:
                return AccountTests.Domain(test, target.Field, options);
            case FieldKind.QualifiedAccount:
                return AccountTests.Qualified(test, target.Field, options);
            case FieldKind.RegistryAction or FieldKind.ConnectionAction or FieldKind.LogonType or FieldKind.LogonTypeName or FieldKind.LogonAction or FieldKind.Elevation:
                return EnumeratedTests.Convert(test, target);
            case FieldKind.Hash:
                return HashTests.Convert(test, target.Field, options);
        }

        // Audit events name files and keys by this column alike.
        if (column.Name == "ObjectName" && RegistryTests.Starred(test, target.Field, options) is { } starred)
        {
            return starred;
        }

        var plain = EventNumbers.Of(ScalarTests.Convert(test, target.Field, column.Type, options, isNegated), target.Kind, source);
        return target.Kind switch
        {
            FieldKind.Loose => Loosen(plain, Relation.Approximate),
            FieldKind.RegistryData when test.Operands.Any(o => o.Length > 0 && o.All(char.IsAsciiDigit)) => Loosen(plain, Relation.Approximate, Reasons.EnumeratedValue),
            _ => plain,
        };
    }

    private static Leaf Loosen(Leaf leaf, Relation relation, string reason = Reasons.FieldDiffers) =>
        leaf.Detection is null ? leaf : leaf with { Relation = Relations.Fold(leaf.Relation, relation), Reason = reason };

    // A path may end in a separator: then its file name is empty, the path is not.
    private static Leaf Emptied(Leaf leaf, FieldKind kind) => kind switch
    {
        FieldKind.BaseName => Loosen(leaf, Relation.Narrowed, Reasons.BaseName),
        FieldKind.Plain or FieldKind.Hash or FieldKind.EventId or FieldKind.RegistryData => leaf,
        _ => Loosen(leaf, Relation.Approximate),
    };

    private static string Placeholder(string alias) => string.Concat(alias.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
}
