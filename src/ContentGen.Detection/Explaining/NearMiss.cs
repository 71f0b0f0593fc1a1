using System.Collections.Immutable;
using System.Text.Json;
using ContentGen.Checks.Facts;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Detection.Explaining;

/// <summary>What was compared with what, when a condition was not met, and how near it was.</summary>
internal static class NearMiss
{
    private const int LongestValue = 120;

    // That '50126' holds '0' says nothing.
    private const int ShortestPart = 3;

    public static string Words(BoundNode condition, ImmutableArray<KeyValuePair<string, Value>> values)
    {
        var comparisons = Conditions.Leaves(condition).ToList();
        var isExclusion = condition is { Kind: "FunctionCallExpression", Symbol.Name: "not" };
        return string.Join(", ", values.Select(v => $"{v.Key} is {Quoted(v.Value)}{Hint(v.Key, v.Value, comparisons, isExclusion)}"));
    }

    private static string Hint(string column, Value value, List<BoundNode> comparisons, bool isExclusion)
    {
        var own = comparisons.Where(c => c.Child("Left") is { Kind: "NameReference" } left && left.Name == column && c.Child("Right") is not null).ToList();
        return own.Select(c => Hint(c, value, isExclusion)).FirstOrDefault(h => h.Length > 0) ?? "";
    }

    private static string Hint(BoundNode condition, Value value, bool isExclusion)
    {
        var constants = Constants(condition.Child("Right")!);
        var text = value.ToString();
        if (constants.Count == 0 || text.Length == 0)
        {
            return constants.Count == 0 ? "" : ": the row does not name it";
        }

        if (value.Kind != ValueKind.String)
        {
            return "";
        }

        var isNegated = isExclusion != (condition.Kind.StartsWith("Not", StringComparison.Ordinal) || condition.Kind.StartsWith("BangTilde", StringComparison.Ordinal));
        var inPart = constants.FirstOrDefault(c => c.Length > 0 && text.Contains(c, StringComparison.OrdinalIgnoreCase));
        if (isNegated)
        {
            return inPart is null ? "" : $", which holds the excluded '{inPart}'";
        }

        var otherCase = constants.FirstOrDefault(c => c.Equals(text, StringComparison.OrdinalIgnoreCase));
        return otherCase is not null ? $", which differs from '{otherCase}' only in case"
            : condition.Kind.StartsWith("Has", StringComparison.Ordinal) && inPart is not null ? $", which holds '{inPart}' but not as a whole term"
            : inPart is { Length: >= ShortestPart } ? $", which holds '{inPart}' and more"
            : constants.FirstOrDefault(c => c.Contains(text, StringComparison.OrdinalIgnoreCase)) is { } longer ? $", which is only a part of '{longer}'"
            : NearestName.Find(text, constants) is { } near ? $"; the nearest is '{near}'" : "";
    }

    // Constants written out, a let's among them: of one expression, a list, or a dynamic list.
    private static List<string> Constants(BoundNode node)
    {
        if (node.Kind == "ExpressionList")
        {
            return [.. node.ChildrenOf("Expressions").SelectMany(Constants)];
        }

        if (node.Constant is not { } constant)
        {
            return [.. node.Children.Where(c => node.Kind is "ParenthesizedExpression").SelectMany(Constants)];
        }

        if (node.Type?.Name.StartsWith("dynamic", StringComparison.Ordinal) != true)
        {
            return [constant];
        }

        try
        {
            using var json = JsonDocument.Parse(constant);
            return json.RootElement.ValueKind == JsonValueKind.Array ? [.. json.RootElement.EnumerateArray().Select(e => e.ToString())] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string Quoted(Value value)
    {
        var text = value.ToString();
        return value.Kind is ValueKind.Null ? "empty" : value.IsText ? $"'{(text.Length > LongestValue ? text[..LongestValue] + "..." : text)}'" : text;
    }
}
