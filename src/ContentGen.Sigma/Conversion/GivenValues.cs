using System.Collections.Immutable;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Conversion;

/// <summary>
/// Values that no event of a branch lacks: the computer, which every row has, and what the branch's conditions ask. An empty text counts as
/// a value in Kusto's dcount ("ignores nulls", and a string has none), but an event without the field has none to count in Sigma.
/// </summary>
internal static class GivenValues
{
    private static readonly ImmutableHashSet<string> Always = ["Computer", "DeviceName", "DeviceId"];

    public static bool IsGiven(Branch branch, Value? value) => value switch
    {
        ConstantValue { Text: { Length: > 0 } } => true,
        ColumnValue { Type: not "string" } => true,
        ColumnValue column => Always.Contains(column.Name) || branch.Parts.Any(p => Asks(p, column)),

        // Of a host's name the first part, in lower case, is no less given.
        CallValue { Function: "tolower" or "toupper" or "tostring", Arguments: [var of] } => IsGiven(branch, of),
        CallValue { Function: "element", Arguments: [var of, .., ConstantValue { Text: "0" }] } => IsGiven(branch, of),
        _ => false,
    };

    private static bool Asks(Condition condition, ColumnValue column) => condition switch
    {
        AllCondition all => all.Parts.Any(p => Asks(p, column)),
        AnyCondition any => any.Parts.All(p => Asks(p, column)),
        NotCondition { Inner: TestCondition { Operator: TestOperator.Empty } empty } => IsOf(empty.Subject, column),
        NotCondition { Inner: TestCondition { Operator: TestOperator.Equal } equal } => IsOf(equal.Subject, column) && equal.Operands.Contains(""),
        TestCondition { Operator: not (TestOperator.Empty or TestOperator.Null or TestOperator.Regex or TestOperator.Less or TestOperator.LessOrEqual), Watchlist: null } test =>
            IsOf(test.Subject, column) && test.Operands.All(o => o.Length > 0),
        _ => false,
    };

    private static bool IsOf(Value subject, ColumnValue column) => subject switch
    {
        ColumnValue other => other.Name == column.Name,
        CallValue { Function: "tolower" or "toupper" or "tostring" or "trim" or "replace_string" or "substring" or "element" } call => call.Arguments.FirstOrDefault(a => a is not ConstantValue) is { } of && IsOf(of, column),
        _ => false,
    };
}
