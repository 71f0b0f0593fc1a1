using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Conversion;

/// <summary>Hashes: Defender writes them in lower case, Sysmon in upper case and all of one file into Hashes.</summary>
internal static class HashTests
{
    public static Leaf Convert(TestCondition test, string field, SigmaOptions options)
    {
        var length = field switch { "md5" => 32, "sha1" => 40, _ => 64 };
        if (test.Operator == TestOperator.StartsWith && test.Operands.All(o => o.Length == length))
        {
            // The whole hash as a prefix is how converters write an entry of Hashes.
            return new Leaf(
                new FieldDetection("Hashes", "contains", [.. test.Operands.Select(o => SigmaValue.Literal($"{field.ToUpperInvariant()}={o}"))]), Relation.Approximate, Reasons.HashList);
        }

        var leaf = test.Operator == TestOperator.Regex ? RegexTests.Convert(test, field) : TextTests.Convert(test with { CaseSensitive = false }, field, options);
        return leaf.Detection is not null && test is { CaseSensitive: true, Operator: not TestOperator.Regex } && test.Operands.Any(TextTests.HasLetter)
            ? leaf with { Relation = Relations.Fold(leaf.Relation, Relation.Widened), Reason = Reasons.CaseFolded }
            : leaf;
    }
}
