using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Tuning;

/// <summary>
/// A query that binds as the rule with the exclusion does: behind the whole query for its result, else behind the table, with the query's
/// lets before it.
/// </summary>
/// <param name="Text">KQL.</param>
/// <param name="Start">Where the exclusion begins in it.</param>
internal sealed record ExclusionQuery(string Text, int Start)
{
    private const string Filter = "where not(\n";

    /// <summary>Null when the query could not be read, or does not read the table.</summary>
    public static ExclusionQuery? Compose(Rule rule, BoundQuery? query, Core.Content.Tuning tuning)
    {
        if (rule.Query is not { } text || tuning.Exclude is not { } exclude || query is not { Tree.Root: { } root } || !Fits(query))
        {
            return null;
        }

        var at = tuning.At?.Value ?? "result";
        if (at != "result" && !query.Tables.Contains(at))
        {
            return null;
        }

        var last = root.ChildrenOf("Statements").LastOrDefault(s => s.Kind == "ExpressionStatement");
        if (last is null)
        {
            return null;
        }

        var rows = at == "result" ? text.Text[..last.Span.End] : text.Text[..last.Span.Start] + KqlName(at);
        var before = rows + "\n| " + Filter;
        return new ExclusionQuery(before + exclude.Text + "\n)", before.Length);
    }

    /// <summary>True when the exclusion is one condition: with it, the query ends as it was composed.</summary>
    public bool IsOneCondition(BoundNode root, int length)
    {
        var last = root.ChildrenOf("Statements").LastOrDefault();
        var filter = last?.Child("Expression") is { Kind: "PipeExpression" } pipe ? pipe.Child("Operator") : null;
        var call = filter is { Kind: "FilterOperator" } && filter.Span.Start == Start - Filter.Length ? filter.Child("Condition") : null;
        return call is { Kind: "FunctionCallExpression" } && call.Child("ArgumentList")?.ChildrenOf("Expressions").ToList() is [var condition]
            && condition.Span.Start >= Start && condition.Span.End <= Start + length;
    }

    /// <summary>A span of the composed query as one of the exclusion, or null outside of it.</summary>
    public TextSpan? ToExclusion(TextSpan span, int length) =>
        span.Start >= Start && span.End <= Start + length ? span with { Start = span.Start - Start } : null;

    private static bool Fits(BoundQuery query) => query.Diagnostics.All(d => d.Severity != Core.Diagnostics.Severity.Error);

    private static string KqlName(string table) => table.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? table : $"['{table.Replace("'", "\\'", StringComparison.Ordinal)}']";
}
