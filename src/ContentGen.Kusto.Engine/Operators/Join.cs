using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>join and lookup by equal keys. The right side is kept in memory by key; the left side streams.</summary>
internal static class Join
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var isLookup = node.Kind == "LookupOperator";
        var right = compiler.Rows(node.Child("Expression")!, scope);
        var kind = OperatorTable.Parameter(node, "kind") ?? (isLookup ? "leftouter" : "innerunique");
        var keys = JoinKeys.Compile(compiler, node.Child("ConditionClause") ?? node.Child("LookupClause") ?? throw QueryCompiler.Refuse("a join without 'on'", node), scope.WithSides(input.Shape, right.Shape));
        var (left, other) = kind switch
        {
            "leftsemi" or "leftanti" or "anti" or "leftantisemi" => (true, false),
            "rightsemi" or "rightanti" or "rightantisemi" => (false, true),
            "inner" or "innerunique" or "leftouter" or "rightouter" or "fullouter" => (true, true),
            _ => throw QueryCompiler.Refuse($"join kind '{kind}'", node),
        };
        var output = new JoinOutput(Tables.ShapeOf(node), left ? input.Shape : Shape.Empty, other ? right.Shape : Shape.Empty, isLookup ? keys.RightNames : [], node);
        return new RowSource(output.Shape, run => new JoinRun(run, kind, keys, output, input, right).Rows());
    }
}
