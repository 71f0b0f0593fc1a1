using System.Globalization;
using ContentGen.Checks.Facts;
using ContentGen.Kusto.Binding;
using Values = System.Collections.Immutable.ImmutableDictionary<ContentGen.Kusto.Binding.BoundSymbol, ContentGen.Checks.QuerySense.ValueSet>;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// The values that an expression can have. A name that stands for a let is not looked through: lets are what people tune, and what holds
/// for today's value need not hold for the next.
/// </summary>
internal static class ConstantFolding
{
    private const int MaxDepth = 64;

    public static ValueSet? Of(BoundNode? expression, Values known, int depth = 0)
    {
        if (expression is null || depth > MaxDepth)
        {
            return null;
        }

        var node = Conditions.Bare(expression);
        return node.Kind switch
        {
            "NameReference" => node.Symbol is { Kind: "column" } column ? known.GetValueOrDefault(column) : null,
            "UnaryMinusExpression" => node.Child("Expression") is { } inner && Literal(inner) is decimal number ? ValueSet.Of(-number) : null,
            "AddExpression" => ValueSet.Sum(Of(node.Child("Left"), known, depth + 1), Of(node.Child("Right"), known, depth + 1)),
            "SubtractExpression" => ValueSet.Sum(Of(node.Child("Left"), known, depth + 1), Of(node.Child("Right"), known, depth + 1)?.Negated()),
            "MultiplyExpression" => ValueSet.Product(Of(node.Child("Left"), known, depth + 1), Of(node.Child("Right"), known, depth + 1)),
            "FunctionCallExpression" => OfCall(node, known, depth + 1),
            _ => Literal(node) is { } literal ? ValueSet.Of(literal) : null,
        };
    }

    /// <summary>A number, text or bool that is written out; null for anything else.</summary>
    public static object? Literal(BoundNode node)
    {
        if (node.Kind == "UnaryMinusExpression")
        {
            return node.Child("Expression") is { } inner && Literal(inner) is decimal number ? -number : null;
        }

        if (node.Constant is not { } text || !node.Kind.EndsWith("LiteralExpression", StringComparison.Ordinal))
        {
            return null;
        }

        return node.Type?.Name switch
        {
            "string" => text,
            "bool" => text is "true" or "false" ? text == "true" : null,
            "int" or "long" or "real" or "decimal" => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null,
            _ => null,
        };
    }

    /// <param name="call">An aggregate.</param>
    /// <param name="known">What is known of the rows that are summarized.</param>
    /// <param name="isGrouped">Groups have rows; without `by` there is a result of no rows as well.</param>
    public static ValueSet? OfAggregate(BoundNode call, Values known, bool isGrouped)
    {
        if (call is not { Kind: "FunctionCallExpression", Symbol: { Kind: "aggregate" } aggregate })
        {
            return null;
        }

        return aggregate.Name switch
        {
            "count" => ValueSet.AtLeast(isGrouped ? 1 : 0),
            "countif" or "dcount" or "dcountif" or "count_distinct" or "count_distinctif" => ValueSet.AtLeast(0),
            "sum" when isGrouped && Of(Arguments(call).FirstOrDefault(), known) is { Minimum: >= 0, MayBeNull: false } summands => ValueSet.AtLeast(summands.Minimum!.Value),
            "min" or "max" or "take_any" or "any" => Of(Arguments(call).FirstOrDefault(), known) is { } values ? isGrouped ? values : values.OrNull() : null,
            _ => null,
        };
    }

    private static ValueSet? OfCall(BoundNode call, Values known, int depth)
    {
        var arguments = Arguments(call);
        return (call.Symbol?.Kind, call.Symbol?.Name) switch
        {
            ("function", "iff" or "iif") when arguments.Count == 3 => Any(arguments.Skip(1), known, depth),
            ("function", "case") when arguments.Count >= 3 => Any(arguments.Where((_, i) => i % 2 == 1 || i == arguments.Count - 1), known, depth),
            ("function", "toint" or "tolong" or "toreal" or "todouble" or "todecimal") when arguments is [{ Type.Name: "int" or "long" }] => Of(arguments[0], known, depth),
            ("function", "toreal" or "todouble" or "todecimal") when arguments is [{ Type.Name: "real" or "decimal" }] => Of(arguments[0], known, depth),
            ("function", "tostring") when arguments is [{ Type.Name: "string" }] => Of(arguments[0], known, depth),
            ("function", "strlen") => ValueSet.AtLeast(0),
            ("function", "array_length") => ValueSet.AtLeast(0).OrNull(),
            _ => null,
        };
    }

    private static ValueSet? Any(IEnumerable<BoundNode> expressions, Values known, int depth)
    {
        ValueSet? result = null;
        var first = true;
        foreach (var expression in expressions)
        {
            var value = Of(expression, known, depth);
            result = first ? value : ValueSet.Either(result, value);
            first = false;
            if (result is null)
            {
                return null;
            }
        }

        return result;
    }

    private static List<BoundNode> Arguments(BoundNode call) => call.Child("ArgumentList")?.ChildrenOf("Expressions").ToList() ?? [];
}
