using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Sigma.Reading;

/// <summary>
/// Errors of a query. One about a column in a condition leaves that test in doubt: converters ask for columns that no schema lists, as
/// texts where the schema has numbers. Any other says that the query gives no rows anywhere, so that there is nothing to convert.
/// </summary>
internal static class QueryErrors
{
    // The library's numbers below are about the syntax.
    private const string FirstOfMeaning = "KS100";

    /// <summary>The first error that keeps the query from running; null when there is none.</summary>
    public static QueryDiagnostic? Fatal(BoundQuery query) =>
        BindingErrors.Of(query).OrderBy(e => e.Span.Start).FirstOrDefault(e => string.CompareOrdinal(e.Code, FirstOfMeaning) < 0 || !IsColumnOfCondition(query.Tree!, e.Span));

    private static bool IsColumnOfCondition(BoundTree tree, TextSpan span) => tree.Root.Descendants()
        .Where(n => n is { Kind: "FilterOperator" } && n.Child("Condition") is { } condition && Holds(condition.Span, span))
        .Any(n => n.Child("Condition")!.Descendants().Any(d => IsAbout(d, span)));

    // The column, the text that it is compared with, or the operator between them.
    private static bool IsAbout(BoundNode node, TextSpan span) => node.Span == span
        ? IsColumn(node) || node.Kind.EndsWith("LiteralExpression", StringComparison.Ordinal)
        : node.Child("Left") is { } left && node.Child("Right") is { } right && IsColumn(left) && left.Span.End <= span.Start && span.End <= right.Span.Start;

    private static bool IsColumn(BoundNode node) => node is { Kind: "NameReference", Symbol: null or { Kind: "column" } };

    private static bool Holds(TextSpan outer, TextSpan inner) => outer.Start <= inner.Start && inner.End <= outer.End;
}
