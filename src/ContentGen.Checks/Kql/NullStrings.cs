using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Kql;

/// <summary>A string is never null in Kusto, a missing one is empty (documentation of null values): <c>isnull</c> of one is always false.</summary>
internal sealed class NullStrings : IQueryCheck
{
    public static readonly DiagnosticDescriptor NeverNull = new("CG3203", Severity.Warning, "Asks whether a string is null", "{0}() of a string is always {1}: a missing string is empty, not null; write {2}()");

    public void Check(QueryContext context)
    {
        foreach (var node in context.Nodes)
        {
            if (node is { Kind: "FunctionCallExpression", Symbol: { Kind: "function", Name: "isnull" or "isnotnull" } function }
                && node.Child("ArgumentList")?.ChildrenOf("Expressions").FirstOrDefault()?.Type is { Kind: "scalar", Name: "string" }
                && node.Child("Name") is { } name)
            {
                var (always, other) = function.Name == "isnull" ? ("false", "isempty") : ("true", "isnotempty");
                context.Report(NeverNull, name.Span, new QueryEdit($"Write {other}", name.Span, other, IsSuggestion: true), function.Name, always, other);
            }
        }
    }
}
