using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Sigma.Algebra;

/// <summary>
/// Builds conditions in a plain form: nested lists of one kind are one list, constants and doubles are gone. Negations stay where the
/// author put them.
/// </summary>
internal static class Logic
{
    private const int MaxAbsorption = 64;

    public static Condition Not(Condition inner, TextSpan span) => inner switch
    {
        ConstantCondition constant => constant.Value ? Condition.False : Condition.True,
        NotCondition not => not.Inner,
        _ => new NotCondition(inner, span),
    };

    public static Condition All(IEnumerable<Condition> parts, TextSpan span) => Combine(parts, isAll: true, span, absorbs: false);

    public static Condition Any(IEnumerable<Condition> parts, TextSpan span) => Combine(parts, isAll: false, span, absorbs: false);

    /// <summary>
    /// Alternatives that the reader made of one expression; a part that a sibling decides is left out: <c>a or not a and b</c> is
    /// <c>a or b</c>.
    /// </summary>
    public static Condition Alternatives(IEnumerable<Condition> parts, TextSpan span) => Combine(parts, isAll: false, span, absorbs: true);

    /// <summary>Conditions that the reader put together; what the others imply is left out.</summary>
    public static Condition Together(IEnumerable<Condition> parts, TextSpan span) => Combine(parts, isAll: true, span, absorbs: true);

    private static Condition Combine(IEnumerable<Condition> parts, bool isAll, TextSpan span, bool absorbs)
    {
        var kept = new List<(string Key, Condition Part)>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts.SelectMany(p => (IEnumerable<Condition>)Parts(p, isAll)))
        {
            if (part is ConstantCondition constant)
            {
                if (constant.Value == isAll)
                {
                    continue;
                }

                return constant;
            }

            var key = ConditionKey.Of(part);
            if (keys.Add(key))
            {
                kept.Add((key, part));
            }
        }

        // a and not a: only where the reader made it, because Kusto's null is neither.
        if (absorbs && kept.Exists(k => keys.Contains(ConditionKey.Of(Not(k.Part, default)))))
        {
            return isAll ? Condition.False : Condition.True;
        }

        if (absorbs && isAll)
        {
            kept = Intersected(kept);
            if (kept.Exists(k => k.Part is ConstantCondition))
            {
                return Condition.False;
            }

            _ = kept.RemoveAll(k => k.Part is TestCondition wide && kept.Exists(o => o.Part is TestCondition narrow && narrow != wide && Implies(narrow, wide)));
        }

        var result = absorbs && kept.Count <= MaxAbsorption ? Absorb(kept, isAll) : [.. kept.Select(k => k.Part)];
        return result.Length switch
        {
            0 => isAll ? Condition.True : Condition.False,
            1 => result[0],
            _ => isAll ? new AllCondition(result, span) : new AnyCondition(result, span),
        };
    }

    private static ImmutableArray<Condition> Parts(Condition condition, bool isAll) => condition switch
    {
        AllCondition all when isAll => all.Parts,
        AnyCondition any when !isAll => any.Parts,
        _ => [condition],
    };

    // x in ("a", "b") and x in ("b", "c") is x == "b".
    private static List<(string Key, Condition Part)> Intersected(List<(string Key, Condition Part)> parts)
    {
        var result = new List<(string Key, Condition Part)>();
        foreach (var (key, part) in parts)
        {
            var at = part is TestCondition test ? result.FindIndex(r => r.Part is TestCondition other && CanIntersect(test, other)) : -1;
            if (at < 0)
            {
                result.Add((key, part));
                continue;
            }

            var (one, two) = ((TestCondition)result[at].Part, (TestCondition)part);
            string Same(string operand) => one.CaseSensitive ? operand : ConstantTest.Fold(operand);
            var both = one.Operands.Where(o => two.Operands.Any(t => Same(t) == Same(o))).ToImmutableArray();
            Condition left = both.IsEmpty ? Condition.False : one with { Operands = both, Relation = Relations.Fold(one.Relation, two.Relation), Reason = one.Reason ?? two.Reason };
            result[at] = (ConditionKey.Of(left), left);
        }

        return result;
    }

    private static bool CanIntersect(TestCondition one, TestCondition other) => one is { Operator: TestOperator.Equal, Watchlist: null, Operands.Length: > 0 } && other is { Operator: TestOperator.Equal, Watchlist: null, Operands.Length: > 0 }
        && one.CaseSensitive == other.CaseSensitive && ConditionKey.Of(one.Subject) == ConditionKey.Of(other.Subject);

    // x in ("a") makes x in ("a", "b") idle.
    private static bool Implies(TestCondition narrow, TestCondition wide) => narrow.Operator == TestOperator.Equal && narrow.Watchlist is null && wide.Watchlist is null
        && wide.Operator == TestOperator.Equal && narrow.CaseSensitive == wide.CaseSensitive && narrow.Operands.Length < wide.Operands.Length && ConditionKey.Of(narrow.Subject) == ConditionKey.Of(wide.Subject) && narrow.Operands.All(o => wide.Operands.Contains(o));

    private static ImmutableArray<Condition> Absorb(List<(string Key, Condition Part)> parts, bool isAll)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            var (decided, whenNegated) = (parts[i].Key, ConditionKey.Of(Not(parts[i].Part, default)));
            for (var j = parts.Count - 1; j >= 0; j--)
            {
                if (j == i || Parts(parts[j].Part, !isAll) is not { Length: > 1 } inner)
                {
                    continue;
                }

                var keys = inner.Select(ConditionKey.Of).ToList();
                if (keys.Contains(decided, StringComparer.Ordinal))
                {
                    parts.RemoveAt(j);
                    i = j < i ? i - 1 : i;
                }
                else if (keys.Contains(whenNegated, StringComparer.Ordinal))
                {
                    var left = Combine(inner.Where((_, k) => keys[k] != whenNegated), !isAll, parts[j].Part.Span, absorbs: true);
                    parts[j] = (ConditionKey.Of(left), left);
                    return Parts(Combine(parts.Select(p => p.Part), isAll, default, absorbs: true), isAll);
                }
            }
        }

        return [.. parts.Select(p => p.Part)];
    }
}
