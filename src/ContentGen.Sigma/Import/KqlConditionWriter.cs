using System.Collections.Immutable;
using ContentGen.Sigma.Parsing;

namespace ContentGen.Sigma.Import;

/// <summary>A Sigma condition as a KQL predicate over the columns of one table.</summary>
internal sealed class KqlConditionWriter(string table, string? category)
{
    private readonly KqlTestWriter _tests = new(table, category);

    /// <exception cref="SigmaSyntaxException">A field has no column in the table, or a test has no counterpart.</exception>
    public string Write(SigmaCondition condition) => condition switch
    {
        AllOfThese all => string.Join(" and ", all.Parts.Select(Inner)),
        AnyOfThese any => Any(any.Parts),
        NotThis not => $"not({Write(not.Inner)})",
        FieldTest test => _tests.Write([test]),
        _ => throw new SigmaSyntaxException("the condition cannot be written as KQL"),
    };

    private string Inner(SigmaCondition condition)
    {
        var text = Write(condition);
        return condition is AllOfThese || (condition is AnyOfThese any && !IsOneTest(any.Parts)) ? $"({text})" : text;
    }

    // Values of one field that are asked alike are one list.
    private string Any(ImmutableArray<SigmaCondition> parts)
    {
        if (IsOneTest(parts))
        {
            return _tests.Write([.. parts.Cast<FieldTest>()]);
        }

        var lists = parts.OfType<FieldTest>().GroupBy(_tests.ListOf).Where(g => g.Key is not null && g.Count() > 1).ToDictionary(g => g.First(), g => g.ToList());
        var listed = lists.Values.SelectMany(l => l).ToHashSet<SigmaCondition>(ReferenceEqualityComparer.Instance);
        return string.Join(" or ", parts.Where(p => !listed.Contains(p) || lists.Keys.Any(k => ReferenceEquals(k, p)))
            .Select(p => p is FieldTest test && lists.TryGetValue(test, out var list) ? _tests.Write(list) : Inner(p)));
    }

    private bool IsOneTest(ImmutableArray<SigmaCondition> parts) =>
        parts.All(p => p is FieldTest) && parts.Cast<FieldTest>().Select(_tests.ListOf).Distinct().ToList() is [not null];
}
