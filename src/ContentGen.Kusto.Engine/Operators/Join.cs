using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>join and lookup by equal keys. The right side is kept in memory by key; the left side streams.</summary>
internal static class Join
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var right = compiler.AnyRows(node.Child("Expression")!, scope);
        return right.Late is { } late
            ? RowSource.Deferred(Tables.KnownShapeOf(node), run => Of(compiler, node, input, late(run), scope))
            : Of(compiler, node, input, right, scope);
    }

    private static RowSource Of(QueryCompiler compiler, BoundNode node, RowSource input, RowSource right, Scope scope)
    {
        var isLookup = node.Kind == "LookupOperator";
        var kind = OperatorParameters.Value(node, "kind") ?? (isLookup ? "leftouter" : "innerunique");
        var keys = JoinKeys.Compile(compiler, node.Child("ConditionClause") ?? node.Child("LookupClause") ?? throw QueryCompiler.Refuse("a join without 'on'", node), scope.WithSides(input.Shape, right.Shape));
        var (left, other) = kind switch
        {
            "leftsemi" or "leftanti" or "anti" or "leftantisemi" => (true, false),
            "rightsemi" or "rightanti" or "rightantisemi" => (false, true),
            "inner" or "innerunique" or "leftouter" or "rightouter" or "fullouter" => (true, true),
            _ => throw QueryCompiler.Refuse($"join kind '{kind}'", node),
        };
        var output = new JoinOutput(node.Type?.IsOpen == true ? null : Tables.ShapeOf(node), left ? input.Shape : Shape.Empty, other ? right.Shape : Shape.Empty, isLookup ? keys.RightNames : [], node);
        var on = (node.Child("ConditionClause") ?? node.Child("LookupClause"))!.Span;
        if (kind != "innerunique")
        {
            return Joined([]);
        }

        compiler.KeepsUnique(node.Span);
        return Unique([]);

        RowSource Joined(IReadOnlyList<Evaluate> preferred) => new(output.Shape, run => new JoinRun(
            run, kind, keys, output, input, right, preferred, run.Trace is { } trace ? new JoinTrace(trace.Step(node), keys, on) : null).Rows());

        RowSource Unique(IReadOnlyList<Evaluate> preferred) => Joined(preferred) with { Unique = new UniqueRows(input.Shape.Width, Unique, preferred) };
    }
}
