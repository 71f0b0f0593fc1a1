using System.Collections.Immutable;
using ContentGen.Core.Text;
using ContentGen.Sigma.Algebra;
using ContentGen.Sigma.Mapping;

namespace ContentGen.Sigma.Conversion;

/// <summary>
/// A branch's condition as a detection. What cannot be asked is left out: beside other conditions of an "and" that widens, beside
/// alternatives of an "or" it narrows, under a negation the other way round.
/// </summary>
internal sealed class ConditionConverter(string table, LogSource source, SigmaOptions options, Func<TextSpan, string> textOf, FilterLabels labels, int branch)
{
    private readonly List<LeafReport> _leaves = [];

    public IReadOnlyList<LeafReport> Leaves => _leaves;

    /// <summary>Null when nothing of the condition is left.</summary>
    public Detection? Convert(Condition condition)
    {
        var (detection, lost) = Part(condition, isNegated: false);
        Report(lost, Relation.Widened);
        return detection;
    }

    private (Detection? Detection, List<Lost> Lost) Part(Condition condition, bool isNegated)
    {
        switch (condition)
        {
            case AllCondition all:
                return Group(all, Coupled(all.Parts), isNegated);
            case AnyCondition any:
                return Group(any, any.Parts, isNegated);
            case NotCondition { Inner: TestCondition { Operator: TestOperator.Less or TestOperator.LessOrEqual or TestOperator.Greater or TestOperator.GreaterOrEqual } order }:
                return Part(Flip(order), isNegated);
            case NotCondition not:
                var (inner, lost) = Part(not.Inner, !isNegated);
                return (inner is null ? null : new NotDetection(inner) { Label = labels.Of(not.Span) }, lost);
            case TestCondition test:
                return Test(test, isNegated);
            case ConstantCondition constant:
                return (null, [new Lost(condition.Span, constant.Value ? Reasons.MatchesAll : Reasons.MatchesNone)]);
            case OpaqueCondition opaque:
                return (null, [new Lost(opaque.Span, opaque.Reason)]);
            default:
                return (null, [new Lost(condition.Span, Reasons.Aggregate)]);
        }
    }

    // Two columns beside each other that are one field of the event.
    private static ImmutableArray<Condition> Coupled(ImmutableArray<Condition> parts)
    {
        foreach (var one in parts.OfType<TestCondition>().Where(t => t is { Operator: TestOperator.Equal, Subject: ColumnValue }))
        {
            var column = ((ColumnValue)one.Subject).Name;
            var other = column.EndsWith("AccountDomain", StringComparison.Ordinal) ? column.Replace("AccountDomain", "AccountName", StringComparison.Ordinal) : column == "RegistryValueType" ? "RegistryValueData" : null;
            if (other is not null && parts.OfType<TestCondition>().FirstOrDefault(t => t is { Operator: TestOperator.Equal, Subject: ColumnValue { Name: var n } } && n == other) is { } beside
                && (column == "RegistryValueType" ? RegistryNumbers.Couple(one, beside) : AccountTests.Couple(one, beside)) is { } couple)
            {
                return Coupled(parts.Remove(one).Replace(beside, couple));
            }
        }

        return parts;
    }

    private (Detection? Detection, List<Lost> Lost) Group(Condition group, ImmutableArray<Condition> parts, bool isNegated)
    {
        var isAll = group is AllCondition;
        var before = _leaves.Count;
        var kept = new List<Detection>();
        var lost = new List<Lost>();
        foreach (var part in parts)
        {
            var (detection, without) = Part(part, isNegated);
            lost.AddRange(without);
            if (detection is not null)
            {
                kept.Add(detection);
            }
        }

        if (kept.Count == 0)
        {
            return (null, lost);
        }

        // iff(c, f(x), g(x)) == "a" without f and g is c or not c: it asks nothing, and the opposite is never met.
        var gone = lost.Select(l => l.Reason).Concat(_leaves.Skip(before).Where(l => l.Fidelity == "dropped").Select(l => l.Reason!)).FirstOrDefault();
        if (gone is not null && kept.Exists(k => kept.Exists(o => IsOpposite(k, o))))
        {
            _leaves.RemoveRange(before, _leaves.Count - before);
            return (null, [new Lost(group.Span, gone)]);
        }

        var effect = isAll ? Relation.Widened : Relation.Narrowed;
        Report(lost, isNegated ? Relations.Negate(effect) : effect);
        return (kept.Count == 1 ? kept[0] : isAll ? new AllDetection([.. kept]) : new AnyDetection([.. kept]), []);
    }

    private static bool IsOpposite(Detection one, Detection other) => other is NotDetection not && DetectionImplication.Holds(one, not.Inner) && DetectionImplication.Holds(not.Inner, one);

    private (Detection? Detection, List<Lost> Lost) Test(TestCondition test, bool isNegated)
    {
        var column = (ColumnValue)test.Subject;
        if (column.Type is "datetime" or "timespan")
        {
            return (null, [new Lost(test.Span, Reasons.TimeWindow)]);
        }

        var leaf = FieldMap.Find(table, source.Category, column.Name) is { } target ? LeafConverter.Convert(test, target, source, options, isNegated) : Leaf.None(Reasons.NoField);
        if (leaf.Detection is null)
        {
            return (null, [new Lost(test.Span, leaf.Reason ?? Reasons.NoField)]);
        }

        var effect = isNegated ? Relations.Negate(leaf.Relation) : leaf.Relation;
        var field = leaf.Detection is FieldDetection one ? one.Key : column.Name;
        _leaves.Add(new LeafReport(test.Span, textOf(test.Span), test.Watchlist is null ? Relations.Word(leaf.Relation) : "placeholder", effect, leaf.Reason, field, branch));
        return (leaf.Detection, []);
    }

    // What compares with null is neither true nor its opposite: only the flipped comparison is its negation.
    private static TestCondition Flip(TestCondition test) => test with
    {
        Operator = test.Operator switch
        {
            TestOperator.Less => TestOperator.GreaterOrEqual,
            TestOperator.LessOrEqual => TestOperator.Greater,
            TestOperator.Greater => TestOperator.LessOrEqual,
            _ => TestOperator.Less,
        },
    };

    private void Report(List<Lost> lost, Relation effect) =>
        _leaves.AddRange(lost.Select(l => new LeafReport(l.Span, textOf(l.Span), "dropped", effect, l.Reason, null, branch)));

    private sealed record Lost(TextSpan Span, string Reason);
}
