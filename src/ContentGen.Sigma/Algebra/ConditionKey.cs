using System.Text;

namespace ContentGen.Sigma.Algebra;

/// <summary>Conditions that mean the same by their form have the same key; spans play no part, nor does the order of operands.</summary>
internal static class ConditionKey
{
    public static string Of(Condition condition)
    {
        var text = new StringBuilder();
        Write(condition, text);
        return text.ToString();
    }

    private static void Write(Condition condition, StringBuilder text)
    {
        switch (condition)
        {
            case AllCondition all:
                Group('&', all.Parts, text);
                break;
            case AnyCondition any:
                Group('|', any.Parts, text);
                break;
            case NotCondition not:
                Group('!', [not.Inner], text);
                break;
            case ConstantCondition constant:
                _ = text.Append(constant.Value ? 'T' : 'F');
                break;
            case TestCondition test:
                _ = text.Append('[').Append(Subject(test)).Append(']').AppendJoin('\u0001', test.Operands.Order(StringComparer.Ordinal)).Append(test.Watchlist);
                break;
            default:
                // Two opaque conditions are the same only where they are the same piece of text.
                _ = text.Append('?').Append(condition.Span);
                break;
        }
    }

    /// <summary>What a test asks, less the operands: tests that share it can share a list.</summary>
    public static string Subject(TestCondition test) => $"{Of(test.Subject)} {test.Operator} {test.CaseSensitive} {test.Relation}";

    public static string Of(Value value) => value switch
    {
        ColumnValue column => column.Name,
        ConstantValue constant => $"'{constant.Text}'",
        CallValue call => $"{call.Function}({string.Join(',', call.Arguments.Select(Of))})",
        _ => "?" + value.GetHashCode(),
    };

    private static void Group(char sign, IReadOnlyList<Condition> parts, StringBuilder text)
    {
        _ = text.Append(sign).Append('(');
        foreach (var part in parts)
        {
            Write(part, text);
            _ = text.Append(',');
        }

        _ = text.Append(')');
    }
}
