using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Kql;

/// <summary><c>tolower(x) == "Abc"</c> never matches: the left side has no capital letters.</summary>
internal sealed class FoldedComparisons : IQueryCheck
{
    public static readonly DiagnosticDescriptor NeverEqual = new("CG3204", Severity.Warning, "Compared in the wrong case", "{0}() gives no {1} letters, but {2} has some: '{3}' never finds it; {4}");

    // Those that compare letters exactly; the others fold the case themselves.
    private static readonly HashSet<string> CaseSensitive =
        ["==", "!=", "in", "!in", "has_cs", "!has_cs", "contains_cs", "!contains_cs", "startswith_cs", "!startswith_cs", "endswith_cs", "!endswith_cs", "hasprefix_cs", "!hasprefix_cs", "hassuffix_cs", "!hassuffix_cs"];

    public void Check(QueryContext context)
    {
        foreach (var node in context.Nodes)
        {
            if (Comparison.Of(node) is not { } comparison || !CaseSensitive.Contains(comparison.Operator)
                || comparison.Left is not { Kind: "FunctionCallExpression", Symbol: { Kind: "function", Name: "tolower" or "toupper" } function })
            {
                continue;
            }

            var lower = function.Name == "tolower";
            foreach (var value in comparison.Values.SelectMany(v => Literals.TextsOf(context, v)))
            {
                var folded = lower ? value.Constant!.ToLowerInvariant() : value.Constant!.ToUpperInvariant();
                if (folded != value.Constant)
                {
                    context.Report(NeverEqual, value.Span, function.Name, lower ? "capital" : "small", $"'{value.Constant}'", comparison.Operator, $"write '{folded}', or compare without regard to case");
                }
            }
        }
    }
}
