using ContentGen.Checks.Facts;
using ContentGen.Checks.Kql;
using ContentGen.Checks.Rules;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.QuerySense;

/// <summary>
/// A sort whose order nothing reads: another operator gives it up again, or it is the last step of a rule, whose results Sentinel maps to
/// alerts without regard to their order. A sort before `take`, `serialize`, `make_list` or prev() is read.
/// </summary>
internal sealed class PointlessSorts : IRuleCheck
{
    public static readonly DiagnosticDescriptor Pointless = new("CG3504", Severity.Info, "Sort that nothing reads", "{0}; the sort only costs time");

    private static readonly HashSet<string> KeepOrder = new(StringComparer.Ordinal)
    {
        "FilterOperator", "ExtendOperator", "ProjectOperator", "ProjectAwayOperator", "ProjectRenameOperator", "ProjectReorderOperator",
        "ProjectKeepOperator", "ParseOperator", "ParseWhereOperator", "MvExpandOperator", "GetSchemaOperator",
    };

    private static readonly HashSet<string> ReadOrder = new(StringComparer.Ordinal)
    {
        "make_list", "make_list_if", "make_list_with_nulls", "make_set", "make_set_if", "makelist", "makeset", "make_bag", "make_bag_if", "take_any", "take_anyif", "any", "anyif",
    };

    public void Check(RuleContext context)
    {
        foreach (var (text, query) in context.Queries)
        {
            var isRule = text == context.Rule.Query;
            if (!text.Text.Contains("sort", StringComparison.Ordinal) && !text.Text.Contains("order", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var pipeline in query.Tree is { } tree ? Pipeline.In(tree.Root) : [])
            {
                for (var i = 0; i < pipeline.Operators.Length; i++)
                {
                    if (pipeline.Operators[i].Kind == "SortOperator" && WhyPointless(pipeline, i, isRule) is { } why)
                    {
                        var sort = pipeline.Operators[i].Span;
                        context.ReportFixable(Pointless, text.ToSource(sort), Removal(text, sort)?.Of(text), why);
                    }
                }
            }
        }
    }

    // The operator with its bar and the blanks before that; comments stay where they are.
    private static QueryEdit? Removal(KqlText text, TextSpan sort)
    {
        var bar = text.Text.AsSpan(0, sort.Start).TrimEnd().Length - 1;
        if (bar < 0 || text.Text[bar] != '|')
        {
            return null;
        }

        var start = text.Text.AsSpan(0, bar).TrimEnd().Length;
        var line = text.Text.LastIndexOf('\n', Math.Max(0, start - 1)) + 1;

        // A comment ends with its line: what follows must not come into it.
        start = text.Text.AsSpan(line, start - line).Contains("//", StringComparison.Ordinal) ? bar : start;
        return new QueryEdit("leave out the sort", TextSpan.FromBounds(start, sort.End), "");
    }

    private static string? WhyPointless(Pipeline pipeline, int sort, bool isRule)
    {
        foreach (var step in pipeline.Operators.Skip(sort + 1))
        {
            if (step.Descendants().Any(n => n.Kind == "FunctionCallExpression" && n.Symbol is { } called && (ReadOrder.Contains(called.Name) || RowOrder.IsRead(called.Name))))
            {
                return null;
            }

            switch (step.Kind)
            {
                case "SummarizeOperator" or "DistinctOperator" or "CountOperator":
                    return $"'{step.Tokens[0].Text}' gives up the order";
                case "SortOperator" or "TopOperator":
                    return $"'{step.Tokens[0].Text}' orders the rows anew";
                default:
                    if (!KeepOrder.Contains(step.Kind))
                    {
                        return null;
                    }

                    break;
            }
        }

        return (pipeline.Holder, pipeline.Role) switch
        {
            ({ Kind: "ExpressionStatement" }, _) when isRule => "Sentinel does not read the order of a rule's results",
            ({ Kind: "JoinOperator" or "UnionOperator" } holder, "Expression" or "Expressions") => $"'{holder.Tokens[0].Text}' does not keep the order",
            _ => null,
        };
    }
}
