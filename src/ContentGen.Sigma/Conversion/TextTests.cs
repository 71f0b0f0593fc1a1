using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Conversion;

/// <summary>String operators on a field of the same text.</summary>
internal static partial class TextTests
{
    public static Leaf Convert(TestCondition test, string field, SigmaOptions options)
    {
        var isTerm = test.Operator is TestOperator.Term or TestOperator.TermStart or TestOperator.TermEnd;
        if (isTerm && options.ExactTerms && test.Operands.All(o => o.Length > 0))
        {
            return Leaf.Exact(Patterns(field, test, o => TermPattern.Of(test.Operator, o)), Reasons.TermRegex);
        }

        var modifier = test.Operator switch
        {
            TestOperator.Equal => "",
            TestOperator.StartsWith => "startswith",
            TestOperator.EndsWith => "endswith",
            _ => "contains",
        };
        if (modifier.Length > 0 && test.Operands.Contains(""))
        {
            // Every text contains nothing.
            return Leaf.None(Reasons.MatchesAll);
        }

        var parts = ImmutableArray.CreateBuilder<Detection>();
        if (test.Operands.Contains(""))
        {
            parts.AddRange(EmptyTests.Either(field).Parts);
        }

        var operands = test.Operands.Where(o => o.Length > 0).ToList();
        var numbers = modifier.Length == 0 ? operands.Where(o => Number().IsMatch(o)).ToList() : [];
        var patterns = operands.Where(o => HasControl(o) || (modifier.Length == 0 && LooksLikeNumber().IsMatch(o) && !Number().IsMatch(o))).ToList();
        var texts = operands.Except(numbers).Except(patterns).ToList();
        // Letters alone have a case: what has none needs no modifier.
        var isCased = test.CaseSensitive && texts.Exists(HasLetter);
        var values = texts.Select(SigmaValue.Literal).Concat(isCased ? [] : numbers.Select(SigmaValue.Number)).ToImmutableArray();
        if (values.Length > 0)
        {
            parts.Add(new FieldDetection(field, Join(modifier, isCased ? "cased" : ""), values));
        }

        if (isCased && numbers.Count > 0)
        {
            parts.Add(new FieldDetection(field, "", [.. numbers.Select(SigmaValue.Number)]));
        }

        if (patterns.Count > 0)
        {
            parts.Add(Patterns(field, test with { Operands = [.. patterns] }, o => Anchored(modifier, RegexText.Literal(o))));
        }

        var detection = parts.Count == 1 ? parts[0] : new AnyDetection(parts.ToImmutable());
        return isTerm ? new Leaf(detection, Relation.Widened, Reasons.TermMatch)
            : Leaf.Exact(detection);
    }

    public static FieldDetection Patterns(string field, TestCondition test, Func<string, string> pattern) =>
        new(field, test.CaseSensitive ? "re" : "re|i", [.. test.Operands.Select(o => SigmaValue.Raw(pattern(o)))]);

    public static string Join(string modifier, string other) => modifier.Length == 0 ? other : other.Length == 0 ? modifier : $"{modifier}|{other}";

    public static bool HasLetter(string text) => text.Any(c => char.ToLowerInvariant(c) != char.ToUpperInvariant(c));

    // Kusto folds ASCII only (in-operator.md), Sigma's engines fold everything.
    public static bool HasForeignCase(string text) => text.Any(c => c > '\x7f' && char.ToLowerInvariant(c) != char.ToUpperInvariant(c));

    private static bool HasControl(string text) => text.Any(char.IsControl);

    private static string Anchored(string modifier, string pattern) => modifier switch
    {
        "" => $"^{pattern}$",
        "startswith" => "^" + pattern,
        "endswith" => pattern + "$",
        _ => pattern,
    };

    [GeneratedRegex(@"\A(0|-?[1-9][0-9]{0,17})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    // What pySigma takes for a number that was written as text.
    [GeneratedRegex(@"\A[+-]?[0-9]+(_[0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex LooksLikeNumber();
}
