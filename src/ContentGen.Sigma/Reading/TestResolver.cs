using System.Collections.Immutable;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Reading;

/// <summary>
/// Carries a test on a computed value over to the columns that it is computed from: <c>tolower(x) == "a"</c> is <c>x =~ "a"</c>,
/// <c>iff(c, a, b) == k</c> is <c>c and a == k or not c and b == k</c>.
/// </summary>
internal static class TestResolver
{
    // A list longer than this is not repeated only to say that an earlier choice did not apply.
    private const int MaxOrder = 8;

    public static Condition Resolve(TestCondition test)
    {
        switch (test.Subject)
        {
            case ColumnValue:
                return test;
            case ConstantValue constant:
                return test.Watchlist is null && ConstantTest.Matches(constant.Text, test.Operator, test.Operands, test.CaseSensitive) is { } verdict
                    ? verdict ? Condition.True : Condition.False
                    : new OpaqueCondition(Reasons.Computed, test.Span);
            case BooleanValue boolean:
                return Boolean(boolean.Condition, test);
            case ChoiceValue choice:
                return Choice(choice, test);
            case LookupValue lookup:
                return Lookup(lookup, test);
            case AggregateValue aggregate:
                return test.Operands is [var only] ? new AggregateCondition(aggregate, test.Operator, only, test.Span) : new OpaqueCondition(Reasons.Aggregate, test.Span);
            case CallValue call when test.Watchlist is null:
                return FunctionTests.Resolve(call, test);
            case CallValue { Function: "tolower" or "toupper", Arguments: [var inner] }:
                return Resolve(test with { Subject = inner, CaseSensitive = false });
            case UnknownValue unknown:
                return new OpaqueCondition(unknown.Why, test.Span);
            default:
                return new OpaqueCondition(Reasons.Computed, test.Span);
        }
    }

    private static Condition Boolean(Condition condition, TestCondition test) => (test.Operator, test.Operands) switch
    {
        (TestOperator.Equal, ["true" or "1"]) => condition,
        (TestOperator.Equal, ["false" or "0"]) => Logic.Not(condition, test.Span),
        _ => new OpaqueCondition(Reasons.Computed, test.Span),
    };

    private static Condition Choice(ChoiceValue choice, TestCondition test)
    {
        // A key, with the value's name behind it where there is one, is the path of a registry event.
        if (choice is { Choices: [(TestCondition { Operator: TestOperator.Empty, Subject: ColumnValue { Name: "RegistryValueName" } }, ColumnValue { Name: "RegistryKey" })], Otherwise: CallValue { Function: "strcat" } path })
        {
            return FunctionTests.Resolve(path, test);
        }

        var exact = Alternatives(choice, test, isOrdered: true);
        if (test.Operator != TestOperator.Equal || !HasLongOrder(exact))
        {
            return exact;
        }

        // Without "none of the earlier choices" more events fit, and a person can still read the rule.
        return Alternatives(choice, test with { Relation = Relations.Fold(test.Relation, Relation.Widened), Reason = test.Reason ?? Reasons.ChoiceOrder }, isOrdered: false);
    }

    private static Condition Alternatives(ChoiceValue choice, TestCondition test, bool isOrdered)
    {
        var alternatives = new List<Condition>();
        var before = new List<Condition>();
        foreach (var (when, then) in choice.Choices)
        {
            alternatives.Add(Logic.Together([.. before, when, Resolve(test with { Subject = then })], test.Span));
            before.AddRange(isOrdered ? [Logic.Not(when, test.Span)] : []);
        }

        alternatives.Add(Logic.Together([.. before, Resolve(test with { Subject = choice.Otherwise })], test.Span));
        return Logic.Alternatives(alternatives, test.Span);
    }

    private static bool HasLongOrder(Condition condition) => condition switch
    {
        AnyCondition any => any.Parts.Any(HasLongOrder),
        AllCondition all => all.Parts.Any(p => p is NotCondition { Inner: TestCondition { Operands.Length: > MaxOrder } } || HasLongOrder(p)),
        _ => false,
    };

    // The rows whose value passes decide which keys pass; a key is compared as join does, with regard to case.
    private static Condition Lookup(LookupValue lookup, TestCondition test)
    {
        if (test.Watchlist is not null)
        {
            return new OpaqueCondition(Reasons.Watchlist, test.Span);
        }

        var verdicts = lookup.Rows.Select(r => (r.Key, Passes: ConstantTest.Matches(r.Value, test.Operator, test.Operands, test.CaseSensitive))).ToList();
        if (verdicts.Exists(v => v.Passes is null))
        {
            return new OpaqueCondition(Reasons.Computed, test.Span);
        }

        var known = Keys(lookup, verdicts.Where(v => v.Passes == true).Select(v => v.Key), test);
        var withoutRow = lookup.Missing is { } missing && ConstantTest.Matches(missing, test.Operator, test.Operands, test.CaseSensitive) == true;
        return withoutRow ? Logic.Any([known, Logic.Not(Keys(lookup, verdicts.Select(v => v.Key), test), test.Span)], test.Span) : known;
    }

    private static Condition Keys(LookupValue lookup, IEnumerable<string> keys, TestCondition test)
    {
        ImmutableArray<string> distinct = [.. keys.Distinct(StringComparer.Ordinal)];
        return distinct.Length == 0 ? Condition.False : Resolve(new TestCondition(lookup.Key, TestOperator.Equal, distinct, true, test.Span));
    }
}
