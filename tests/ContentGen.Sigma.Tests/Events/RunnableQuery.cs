using ContentGen.Core.Content;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>
/// A query as far as it can be run offline. Where an operator cannot be (a function that asks a map of addresses, a pattern that Kusto
/// refuses), the query up to it stands for the whole: the operators that are left out here give rows only where they are given rows, so
/// that a rule that finds all events which the beginning finds finds all that the whole finds. That is what "widened" claims; for no other
/// claim it would be enough.
/// </summary>
/// <param name="Bound">What runs.</param>
/// <param name="IsWhole">False for a beginning.</param>
internal sealed record RunnableQuery(BoundQuery Bound, bool IsWhole)
{
    private static readonly HashSet<string> Droppable = new(StringComparer.Ordinal)
    {
        "FilterOperator", "ExtendOperator", "ProjectOperator", "ProjectAwayOperator", "ProjectKeepOperator", "ProjectRenameOperator", "ProjectReorderOperator", "DistinctOperator", "SortOperator", "TopOperator",
        "TakeOperator", "SerializeOperator", "ParseOperator", "ParseWhereOperator", "MvExpandOperator", "MvApplyOperator", "EvaluateOperator", "RenderOperator", "AsOperator",
    };

    /// <summary>The whole where it is compiled, else its beginning.</summary>
    public static Task<RunnableQuery> OfAsync(string query, QueryEnvironment environment, string verdict) => OfAsync(query, environment, verdict, q => QueryProgram.Compile(q).Program is not null);

    /// <summary>The whole where it can run, else its beginning.</summary>
    public static async Task<RunnableQuery> OfAsync(string query, QueryEnvironment environment, string verdict, Func<BoundQuery, bool> runs)
    {
        bool CanRun(BoundQuery q) => !BindingErrors.Of(q).Any() && runs(q);
        var text = Conversions.Timed(query);
        var whole = await Conversions.CloseAsync(text, environment);
        if (verdict is "exact" or "narrowed" || CanRun(whole) || whole.Tree is not { } tree || tree.Root.Children.LastOrDefault(c => c.Kind == "ExpressionStatement") is not { } last)
        {
            return new RunnableQuery(whole, true);
        }

        var lets = tree.Root.Children.Where(c => c.Kind == "LetStatement" && c.Child("Name") is not null && c.Child("Expression") is { Kind: not "FunctionDeclaration" })
            .GroupBy(c => c.Child("Name")!.Name!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Child("Expression")!, StringComparer.Ordinal);
        var beginning = await BeginningAsync(last.Child("Expression")!, text, text[..last.Span.Start], lets, environment, CanRun);
        return beginning is null ? new RunnableQuery(whole, true) : new RunnableQuery(await Conversions.CloseAsync(text[..last.Span.Start] + beginning, environment), false);
    }

    private static async Task<string?> BeginningAsync(BoundNode node, string text, string before, IReadOnlyDictionary<string, BoundNode> lets, QueryEnvironment environment, Func<BoundQuery, bool> canRun)
    {
        var own = text.Substring(node.Span.Start, node.Span.Length);
        if (canRun(await Conversions.CloseAsync(before + own, environment)))
        {
            return own;
        }

        switch (node.Kind)
        {
            case "PipeExpression" when IsDroppable(node.Child("Operator")!):
                return await BeginningAsync(node.Child("Expression")!, text, before, lets, environment, canRun);
            case "ParenthesizedExpression":
                return await BeginningAsync(node.Child("Expression")!, text, before, lets, environment, canRun);
            case "NameReference" when lets.TryGetValue(node.Name ?? "", out var let):
                return await BeginningAsync(let, text, before, lets, environment, canRun);
            case "UnionOperator":
                var legs = await Task.WhenAll(node.ChildrenOf("Expressions").Select(e => BeginningAsync(e, text, before, lets, environment, canRun)));
                return legs.Contains(null) ? null : $"union isfuzzy=true {string.Join(", ", legs.Select(l => $"({l})"))}";
            default:
                return null;
        }
    }

    // A summarize without keys, and the other joins, give rows where there are none.
    private static bool IsDroppable(BoundNode operation) => Droppable.Contains(operation.Kind)
        || (operation.Kind == "SummarizeOperator" && operation.Child("ByClause") is not null)
        || operation.Kind == "LookupOperator"
        || (operation.Kind == "JoinOperator" && operation.ChildrenOf("Parameters").FirstOrDefault(p => p.Child("Name")?.Name == "kind")?.Child("Expression")?.Constant is null or "inner" or "innerunique" or "leftouter" or "leftsemi" or "leftanti" or "leftantisemi" or "anti");
}
