using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Kusto.Engine.Operators;

internal delegate RowSource CompileOperator(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope);

/// <summary>The operators that stand behind a pipe, by the library's name of their kind.</summary>
internal static class OperatorTable
{
    private static readonly Dictionary<string, CompileOperator> Kinds = new(StringComparer.Ordinal)
    {
        ["FilterOperator"] = Filter.Compile,
        ["ExtendOperator"] = Extend.Compile,
        ["ProjectOperator"] = Project.Compile,
        ["ProjectAwayOperator"] = Projections.Select,
        ["ProjectKeepOperator"] = Projections.Select,
        ["ProjectReorderOperator"] = Projections.Select,
        ["ProjectByNamesOperator"] = ProjectByNames.Compile,
        ["ProjectRenameOperator"] = Projections.Rename,
        ["SummarizeOperator"] = Summarize.Compile,
        ["DistinctOperator"] = Distinct.Compile,
        ["CountOperator"] = Count.Compile,
        ["TakeOperator"] = Sorting.Take,
        ["SortOperator"] = Sorting.Sort,
        ["TopOperator"] = Sorting.Top,
        ["UnionOperator"] = (compiler, node, input, scope) => Union.Compile(compiler, node, scope, input),
        ["JoinOperator"] = Join.Compile,
        ["LookupOperator"] = Join.Compile,
        ["RenderOperator"] = (_, _, input, _) => input,
        ["MvExpandOperator"] = MvExpand.Compile,
        ["MvApplyOperator"] = MvApply.Compile,
        ["PartitionOperator"] = Partition.Compile,
        ["ParseOperator"] = Parse.Compile,
        ["ParseWhereOperator"] = Parse.Compile,
        ["MakeSeriesOperator"] = MakeSeries.Compile,
        ["SearchOperator"] = Search.Compile,
        ["EvaluateOperator"] = Plugins.Evaluate,
        ["ScanOperator"] = Scan.Compile,
        ["TopNestedOperator"] = TopNested.Compile,
        ["InvokeOperator"] = Invoke.Compile,
        ["ConsumeOperator"] = (_, node, input, _) => new RowSource(Tables.ShapeOf(node), run => input.Rows(run).Where(_ => false)),
        ["ParseKvOperator"] = ParseKv.Compile,
        ["SampleOperator"] = Sample.Compile,
        ["SampleDistinctOperator"] = Sample.Distinct,
        ["TopHittersOperator"] = TopHitters.Compile,
        ["GetSchemaOperator"] = GetSchema.Compile,
        ["SerializeOperator"] = Extend.Compile,
    };

    public static bool IsOperator(string kind) => kind == "AsOperator" || Kinds.ContainsKey(kind);

    private static CompileOperator? Find(string kind) => Kinds.GetValueOrDefault(kind);

    /// <summary>An operator over its input, and the scope for what follows it (as names the rows).</summary>
    public static (RowSource Source, Scope Scope) Apply(QueryCompiler compiler, BoundNode step, RowSource input, Scope scope, BoundNode? next = null)
    {
        if (step.Kind == "AsOperator")
        {
            var name = step.Child("Name")!.Name!;
            // Rows by chance come anew at each use of the name, unless they are to be kept (page of named expressions).
            var isAnew = compiler.Chance is not null && OperatorParameters.Value(step, "hint.materialized") != "true";
            var kept = (isAnew ? input : Tables.Kept(compiler, input, scope)) with { Label = name };
            return (kept, scope.WithName(name, kept));
        }

        OperatorParameters.Check(step);
        var compile = Find(step.Kind) ?? throw QueryCompiler.Refuse(Undocumented.OfOperator(step.Kind), step);
        input = Counted(input, step, (s, n) => s.RowsIn += n);
        var output = step.Kind == "ExtendOperator" ? Extend.Compile(compiler, step, input, scope, Project.Kept(next)) : compile(compiler, step, input, scope);
        return (Counted(output, step, (s, n) => s.RowsOut += n), scope);
    }

    // Counts only when somebody asked for a trace.
    private static RowSource Counted(RowSource rows, BoundNode step, Action<TraceStep, long> count) => rows.Late is not null ? rows : rows with
    {
        Rows = run => run.Trace is not { } trace ? rows.Rows(run) : rows.Rows(run).Select(row =>
        {
            count(trace.Step(step), 1);
            return row;
        }),
    };
}
