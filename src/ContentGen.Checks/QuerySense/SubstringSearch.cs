using ContentGen.Checks.Rules;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// `contains` with whole words, right behind a table: the index knows words of three characters and more, `has` uses it, `contains`
/// reads every row (KQL reference, string operators; best practices). Said only where nothing else narrows the rows first.
/// </summary>
internal sealed class SubstringSearch : IRuleCheck
{
    public static readonly DiagnosticDescriptor Substring = new("CG3508", Severity.Info, "Substring search", "'{0}' reads every row; '{1}' finds the word {2} by the index, if it need not be found inside of longer words");

    public void Check(RuleContext context)
    {
        if (context is not { Rule.Query: { } text, Query.Tree: { } tree } || !text.Text.Contains("contains", StringComparison.Ordinal))
        {
            return;
        }

        foreach (var pipeline in Pipeline.In(tree.Root))
        {
            if (pipeline.Source is not { Kind: "NameReference", Symbol.Kind: "table" })
            {
                continue;
            }

            var conditions = pipeline.Operators.TakeWhile(o => o.Kind == "FilterOperator").SelectMany(o => Conditions.All(o.Child("Condition"))).ToList();
            if (conditions.Any(Narrows))
            {
                continue;
            }

            foreach (var search in conditions.Where(c => c.Kind is "ContainsExpression" or "ContainsCsExpression" && OnTableColumn(c) && IsWord(c.Child("Right")?.Constant)))
            {
                var better = search.Kind == "ContainsExpression" ? "has" : "has_cs";
                context.Report(Substring, text.ToSource(search.Span), search.Token("Operator"), better, $"'{search.Child("Right")!.Constant}'");
            }
        }
    }

    private static bool OnTableColumn(BoundNode search) => search.Child("Left") is { Kind: "NameReference", Symbol.Table: not null, Type.Name: "string" };

    private static bool IsWord(string? constant) => constant is { Length: >= 3 } && constant.All(char.IsAsciiLetterOrDigit);

    // A condition on anything but the time that the index or the column's values answer.
    private static bool Narrows(BoundNode condition) => condition.Kind is "EqualExpression" or "EqualTildeExpression" or "InExpression" or "InCsExpression"
        or "HasExpression" or "HasCsExpression" or "HasAnyExpression" or "HasAllExpression" or "HasPrefixExpression" or "HasSuffixExpression" or "StartsWithExpression";
}
