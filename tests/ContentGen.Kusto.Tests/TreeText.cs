using System.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Kusto.Tests;

/// <summary>Everything that a bound query says, as text to compare.</summary>
internal static class TreeText
{
    public static string Of(BoundQuery query)
    {
        var text = new StringBuilder();
        text.AppendJoin('\n', query.Diagnostics).AppendLine().AppendJoin(',', query.ResultColumns ?? []).AppendLine();
        Write(query.Tree!.Root, 0, text);
        foreach (var body in query.Tree.Bodies)
        {
            text.Append("body of ").AppendLine(body.Function?.Name);
            Write(body.Root, 1, text);
        }

        return text.ToString();
    }

    private static void Write(BoundNode node, int depth, StringBuilder text)
    {
        text.Append(' ', depth).Append(node.Role).Append(' ').Append(node.Kind).Append(' ').Append(node.Span).Append(' ').Append(node.Type).Append(' ')
            .Append(node.Symbol?.Kind).Append(' ').Append(node.Symbol?.Name).Append(' ').Append(node.Constant).Append(' ').AppendJoin(' ', node.Tokens).AppendLine();
        foreach (var child in node.Children)
        {
            Write(child, depth + 1, text);
        }
    }
}
