using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Kql;

/// <summary>Regular expressions that Kusto's engine refuses when the query runs: it is of the RE2 family (documentation of the regex syntax).</summary>
internal sealed class RegularExpressions : IQueryCheck
{
    public static readonly DiagnosticDescriptor Refused = new("CG3210", Severity.Error, "Regular expression that Kusto refuses", "Kusto does not take this regular expression: {0}");

    // Which argument of a function is one.
    private static readonly Dictionary<string, int> Arguments = new(StringComparer.Ordinal)
    {
        ["extract"] = 0, ["extract_all"] = 0, ["extractall"] = 0, ["replace_regex"] = 1, ["replace"] = 0, ["trim"] = 0, ["trim_start"] = 0, ["trim_end"] = 0,
    };

    public void Check(QueryContext context)
    {
        foreach (var node in context.Nodes)
        {
            var pattern = node.Kind == "MatchesRegexExpression" ? node.Child("Right")
                : node is { Kind: "FunctionCallExpression", Symbol: { Kind: "function", Name: { } name } } && Arguments.TryGetValue(name, out var position)
                    ? node.Child("ArgumentList")?.ChildrenOf("Expressions").ElementAtOrDefault(position)
                : null;
            if (pattern is { Constant: { } text, Type.Name: "string" } && RegexSyntax.Fault(text) is { } fault)
            {
                context.Report(Refused, pattern.Span, fault);
            }
        }
    }
}
