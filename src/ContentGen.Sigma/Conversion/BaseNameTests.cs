using System.Collections.Immutable;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Conversion;

/// <summary>Tests on a file name as tests on the path that ends in it. Exact: a name is what follows the last separator of its path.</summary>
internal static class BaseNameTests
{
    private const string RestOfName = @"[^\\/]*$";

    public static Leaf Convert(TestCondition test, string field, string column, SigmaOptions options)
    {
        var texts = test.Operands.Where(o => o.Length > 0).ToImmutableArray();
        if (texts.Any(o => o.Contains('\\', StringComparison.Ordinal) || o.Contains('/', StringComparison.Ordinal)) && test.Operator != TestOperator.Regex)
        {
            // No file name holds a separator: whoever asks so means a field that is a path under this name.
            return TextTests.Convert(test with { Operands = texts }, column, options) with { Relation = Relation.Approximate, Reason = Reasons.SeparatorInBaseName };
        }

        if (texts.Length < test.Operands.Length)
        {
            return Leaf.None(Reasons.NullIsEmpty);
        }

        var cased = test.CaseSensitive && texts.Any(TextTests.HasLetter) ? "cased" : "";
        switch (test.Operator)
        {
            case TestOperator.Equal:
                return Leaf.Exact(new FieldDetection(field, TextTests.Join("endswith", cased), [.. texts.Select(t => SigmaValue.Literal("\\" + t))]), Reasons.BaseName);
            case TestOperator.EndsWith:
                return Leaf.Exact(new FieldDetection(field, TextTests.Join("endswith", cased), [.. texts.Select(SigmaValue.Literal)]), Reasons.BaseName);
            case TestOperator.StartsWith:
                return Leaf.Exact(TextTests.Patterns(field, test, o => $@"(^|[\\/]){RegexText.Literal(o)}{RestOfName}"), Reasons.BaseName);
            case TestOperator.Contains:
                return Leaf.Exact(TextTests.Patterns(field, test, o => RegexText.Literal(o) + RestOfName), Reasons.BaseName);
            case TestOperator.Term or TestOperator.TermStart or TestOperator.TermEnd when options.ExactTerms:
                return Leaf.Exact(TextTests.Patterns(field, test, o => InName(TermPattern.Of(test.Operator, o))), Reasons.TermRegex);
            case TestOperator.Term or TestOperator.TermStart or TestOperator.TermEnd:
                return TextTests.Convert(test, field, options);
            case TestOperator.Regex:
                return RegexTests.Convert(test, field) is { Detection: not null } leaf ? leaf with { Relation = Relation.Approximate, Reason = Reasons.BaseName } : Leaf.None(Reasons.RegexDialect);
            default:
                return Leaf.None(Reasons.Computed);
        }
    }

    // The sign behind a term must not be the end of a folder.
    private static string InName(string pattern) => pattern.EndsWith(TermPattern.After, StringComparison.Ordinal)
        ? pattern[..^TermPattern.After.Length] + $@"(([^\w\\/]|_){RestOfName}|$)"
        : pattern + RestOfName;
}
