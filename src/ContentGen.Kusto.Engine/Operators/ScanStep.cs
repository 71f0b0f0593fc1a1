using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>A step of scan. s1.x in its expressions is column x of the row that step s1 took last in this sequence.</summary>
internal sealed record ScanStep(Evaluate Condition, List<(int Cell, Evaluate Value)> Assignments, bool Shows)
{
    public static List<ScanStep> Compile(QueryCompiler compiler, List<BoundNode> nodes, Shape row, Scope scope)
    {
        var inner = scope.WithRow(row);
        for (var i = 0; i < nodes.Count; i++)
        {
            inner = inner.WithName(nodes[i].Child("Name")!.Name!, new ScanStepRow(i, row));
        }

        return [.. nodes.Select(node => Compile(compiler, node, row, inner))];
    }

    private static ScanStep Compile(QueryCompiler compiler, BoundNode node, Shape row, Scope scope)
    {
        if (node.Token("OptionalKeyword") is not null || node.Child("ScanStepOutput")?.Token("OutputKind") is not (null or "all" or "none"))
        {
            throw QueryCompiler.Refuse("an optional step of scan, or one with output=last", node);
        }

        var assignments = (node.Child("ComputationClause")?.ChildrenOf("Assignments") ?? []).Select(a =>
        {
            var place = row.IndexOf(a.Child("Name")!.Name!);
            return place < 0 ? throw QueryCompiler.Refuse("an assignment to an unknown column", a) : (place + 1, compiler.Scalar(a.Child("Expression")!, scope).Evaluate);
        }).ToList();
        return new ScanStep(compiler.Scalar(node.Child("Condition")!, scope).Evaluate, assignments, node.Child("ScanStepOutput")?.Token("OutputKind") != "none");
    }
}
