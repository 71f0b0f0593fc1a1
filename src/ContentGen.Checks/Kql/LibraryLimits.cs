using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Kql;

/// <summary>
/// Errors of the library that the engine may not share: where its rules of types are stricter than what the reference says of a function.
/// Each is known from rules that run; they stay findings, as warnings.
/// </summary>
internal static class LibraryLimits
{
    private const int Deepest = 8;

    /// <summary>Why an error may be none; null when nothing speaks against it.</summary>
    public static string? Doubt(QueryContext context, QueryDiagnostic found)
    {
        var text = context.Text.AsSpan(found.Span.Start, Math.Min(found.Span.Length, context.Text.Length - found.Span.Start));
        return found.Code switch
        {
            "KS142" or "KS109" when text.Contains('*') => "a pattern that no column fits may be left alone",
            "KS142" when IsMemberOfDefault(context, found.Span) => "the engine takes the column's type where there is the column, the library that of the default: write dynamic(null) for the default",
            "KS107" when IsCounted(context, found.Span) => "the reference gives count() no argument; the engine may leave it unread",
            "KS107" when IsDynamicForText(context, found.Span) => "todynamic() is parse_json(), which takes a dynamic value too",
            "KS171" when IsWithin(context, found.Span, "ProjectReorderOperator") => "the reference does not say that project-reorder refuses a name that is given twice",
            "KS183" when IsTurnedRound(context, found.Span) => "the reference writes $left first, and does not say that the other order is refused",
            _ => null,
        };
    }

    private static bool IsWithin(QueryContext context, TextSpan span, string kind) => context.Nodes.Any(n => n.Kind == kind && n.Span.Start <= span.Start && span.End <= n.Span.End);

    // $right.A == $left.B
    private static bool IsTurnedRound(QueryContext context, TextSpan operand) => context.Nodes.Any(n =>
        n is { Kind: "EqualExpression", Children: [{ Kind: "PathExpression" } left, { Kind: "PathExpression" } right] } && n.Span.Start <= operand.Start && operand.End <= n.Span.End
        && left.Child("Expression")?.Name == "$right" && right.Child("Expression")?.Name == "$left");

    // X.member, where X is column_ifexists("X", "") or was made of it: text, says the library.
    private static bool IsMemberOfDefault(QueryContext context, TextSpan member)
    {
        var path = context.Nodes.FirstOrDefault(n => n.Kind == "PathExpression" && n.Child("Selector")?.Span == member);
        return path?.Child("Expression") is { } value && IsDefaulted(context, value, Deepest);
    }

    private static bool IsDefaulted(QueryContext context, BoundNode value, int depth)
    {
        if (depth == 0)
        {
            return false;
        }

        if (value is { Kind: "FunctionCallExpression", Symbol.Name: "column_ifexists" or "columnifexists" })
        {
            return true;
        }

        if (value is { Kind: "FunctionCallExpression", Symbol.Name: "iff" or "iif" or "case" or "coalesce" })
        {
            return value.Child("ArgumentList")?.Children.Any(a => IsDefaulted(context, a, depth - 1)) == true;
        }

        return Comparison.ColumnOf(value) is { } column
            && context.Nodes.Any(n => n.Kind == "SimpleNamedExpression" && n.Child("Name")?.Symbol == column && n.Child("Expression") is { } made && IsDefaulted(context, made, depth - 1));
    }

    private static bool IsCounted(QueryContext context, TextSpan argument) => context.Nodes.Any(n =>
        n is { Kind: "FunctionCallExpression", Symbol: { Kind: "aggregate", Name: "count" } } && n.Child("ArgumentList")?.Children.Any(a => a.Span == argument) == true);

    private static bool IsDynamicForText(QueryContext context, TextSpan argument) => context.Nodes.Any(n =>
        n is { Kind: "FunctionCallExpression", Symbol.Name: "todynamic" } && n.Child("ArgumentList")?.Children.Any(a => a.Span == argument && a.Type?.Name == "dynamic") == true);
}
