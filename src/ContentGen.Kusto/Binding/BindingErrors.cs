using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Kusto.Binding;

/// <summary>
/// The errors that keep a bound query from running: those of the Kusto library, but for those that it reports where Kusto runs the query
/// (recorded results of the emulator, from the pages of bag_unpack and union; examples of the pages of make_timespan and summarize).
/// </summary>
public static class BindingErrors
{
    public static IEnumerable<QueryDiagnostic> Of(BoundQuery query) => query.Diagnostics.Where(d => d.Severity == Severity.Error && !IsMistaken(d, query));

    private static bool IsMistaken(QueryDiagnostic error, BoundQuery query) =>
        error.Code is "KS107" or "KS134" or "KS142"
        && query.Tree?.Root.Descendants().Any(n => IsIgnoredProperties(n, error.Span) || IsEmptyWildcard(n, error.Span) || IsSeconds(n, error.Span) || IsCounted(n, error.Span)) == true;

    // evaluate bag_unpack(d, ignoredProperties=dynamic(...)): the library takes the name for the prefix, a text.
    private static bool IsIgnoredProperties(BoundNode node, TextSpan span) =>
        node is { Kind: "FunctionCallExpression", Symbol: { Kind: "plugin", Name: "bag_unpack" } }
        && node.Child("ArgumentList")?.Children.Any(a => a.Kind == "SimpleNamedExpression" && a.Child("Name")?.Name == "ignoredProperties" && a.Span.Start <= span.Start && span.End <= a.Span.End) == true;

    // union isfuzzy=true View*: a pattern that matches nothing is no error.
    private static bool IsEmptyWildcard(BoundNode node, TextSpan span) =>
        node.Kind == "UnionOperator"
        && node.Children.Any(p => p.Kind == "NamedParameter" && p.Child("Name")?.Name == "isfuzzy" && p.Child("Expression")?.Constant == "true")
        && node.ChildrenOf("Expressions").Any(e => e is { Kind: "NameReference", Name: { } name } && e.Span == span && name.Contains('*', StringComparison.Ordinal));

    // make_timespan(1, 12, 30, 55.123): the last is a real number.
    private static bool IsSeconds(BoundNode node, TextSpan span) =>
        node is { Kind: "FunctionCallExpression", Symbol.Name: "make_timespan" } && node.Child("ArgumentList")?.Children.LastOrDefault()?.Span == span;

    // summarize count(x)
    private static bool IsCounted(BoundNode node, TextSpan span) =>
        node is { Kind: "FunctionCallExpression", Symbol: { Kind: "aggregate", Name: "count" } } && node.Child("ArgumentList")?.Children.FirstOrDefault()?.Span == span;
}
