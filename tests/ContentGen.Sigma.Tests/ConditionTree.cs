using System.Text.Json.Nodes;
using ContentGen.Sigma.Parsing;

namespace ContentGen.Sigma.Tests;

/// <summary>Condition trees in one form, so that two of them compare: lists of one kind are one list, order and doubles play no part.</summary>
internal static class ConditionTree
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["startswith"] = "starts_with", ["endswith"] = "ends_with", ["re"] = "regex_match", ["null"] = "is_null",
    };

    public static string Of(SigmaCondition condition) => condition switch
    {
        AllOfThese all => Group("and", all.Parts.Select(Of)),
        AnyOfThese any => Group("or", any.Parts.Select(Of)),
        NotThis not => $"not({Of(not.Inner)})",
        FieldTest { Test: "re", Flags: { Length: > 0 } flags } test => Leaf(test.Field, "regex_match", $"(?{flags}){test.Value}", false),
        FieldTest test => Leaf(test.Field, Words.GetValueOrDefault(test.Test, test.Test), test.Value, test.IsNumber),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The tree as the pairs have it: {"and": [...]} or [field, operator, value, "number"?].</summary>
    public static string Of(JsonNode node)
    {
        if (node is JsonArray leaf)
        {
            return Leaf((string?)leaf[0], (string)leaf[1]!, (string)leaf[2]!, leaf.Count > 3);
        }

        var (word, inner) = node.AsObject().Single();
        if (word == "not")
        {
            return $"not({Of(inner is JsonArray { Count: 1 } one && one[0] is JsonArray or JsonObject ? inner[0]! : inner!)})";
        }

        return Group(word, inner!.AsArray().Select(n => Of(n!)));
    }

    private static string Leaf(string? field, string test, string value, bool isNumber) => $"<{field}\u0001{test}\u0001{value}{(isNumber ? "\u0001number" : "")}>";

    private static string Group(string word, IEnumerable<string> parts)
    {
        var flat = parts.SelectMany(p => p.StartsWith(word + "(", StringComparison.Ordinal) ? Split(p[(word.Length + 1)..^1]) : [p]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return flat.Count == 1 ? flat[0] : $"{word}({string.Join('\u0002', flat)})";
    }

    private static IEnumerable<string> Split(string text)
    {
        var (depth, start, isLeaf) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            isLeaf = isLeaf ? !(text[i] == '>' && (i + 1 == text.Length || text[i + 1] is '\u0002' or ')')) : text[i] == '<' && (i == 0 || text[i - 1] is '(' or '\u0002');
            depth += isLeaf ? 0 : text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0 && text[i] == '\u0002')
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }
}
