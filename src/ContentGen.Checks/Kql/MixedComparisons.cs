using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Kql;

/// <summary>
/// The library accepts a string beside a number, a guid or a truth value; Kusto compares values of one type only, so such a comparison
/// is at best converted silently, and else refused or never true.
/// </summary>
internal sealed class MixedComparisons : IQueryCheck
{
    public static readonly DiagnosticDescriptor Mixed = new("CG3202", Severity.Warning, "Compared with a value of another type", "'{0}' is {1} and is compared with {2}, which is {3}; {4}");

    private static readonly HashSet<string> Operators = ["==", "!=", "in", "!in", "in~", "!in~", "<", "<=", ">", ">="];
    private static readonly HashSet<string> Numbers = ["int", "long", "real", "decimal"];

    public void Check(QueryContext context)
    {
        foreach (var node in context.Nodes)
        {
            if (Comparison.Of(node) is not { } comparison || !Operators.Contains(comparison.Operator) || Family(comparison.Left) is not { } left)
            {
                continue;
            }

            foreach (var value in comparison.Values)
            {
                if (Family(value) is { } right && right != left && (left == "string" || right == "string") && !IsRefused(context, node))
                {
                    var text = context.Text.Substring(comparison.Left.Span.Start, comparison.Left.Span.Length);
                    context.Report(Mixed, value.Span, text, TypeOf(comparison.Left), Shown(context, value), TypeOf(value), Advice(text, comparison.Left, value, right));
                    break;
                }
            }
        }
    }

    // Orders between the two the library refuses itself.
    private static bool IsRefused(QueryContext context, BoundNode node) =>
        context.Query.Diagnostics.Any(d => d.Severity == Severity.Error && node.Span.Start <= d.Span.Start && d.Span.End <= node.Span.End);

    private static string Advice(string text, BoundNode left, BoundNode value, string right)
    {
        if (left.Type!.Name == "string")
        {
            return value.Constant is { } constant && right == "number" ? $"write \"{constant}\", or {(value.Type!.Name is "real" or "decimal" ? "toreal" : "tolong")}({text})" : $"write tostring() around the value";
        }

        return value is { Constant: { } literal } && decimal.TryParse(literal, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out _) && Numbers.Contains(left.Type.Name)
            ? $"write {literal} without quotes"
            : "no text is ever equal to it";
    }

    private static string Shown(QueryContext context, BoundNode value) =>
        context.Text.Substring(value.Span.Start, Math.Min(value.Span.Length, 60));

    private static string TypeOf(BoundNode node) => node.Type!.Name is var name && (name[0] is 'i' ? "an " : "a ") is var article ? article + name : "";

    private static string? Family(BoundNode node) => node.Type is not { Kind: "scalar", Name: var name } ? null
        : Numbers.Contains(name) ? "number"
        : name is "string" or "guid" or "bool" ? name
        : null;
}
