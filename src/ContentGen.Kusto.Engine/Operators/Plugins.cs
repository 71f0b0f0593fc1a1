using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>evaluate: the plugins that can be run, by name.</summary>
internal static class Plugins
{
    private static readonly Dictionary<string, CompileOperator> Known = new(StringComparer.Ordinal)
    {
        ["bag_unpack"] = BagUnpack.Compile,
        ["rows_near"] = RowsNear.Compile,
        ["ipv4_lookup"] = IpLookup.Compile,
        ["ipv6_lookup"] = IpLookup.Compile,
        ["narrow"] = Narrow.Compile,
        ["rolling_percentile"] = RollingPercentile.Compile,
        ["pivot"] = Pivot.Compile,
        ["dcount_intersect"] = DistinctIntersect.Compile,
        ["activity_counts_metrics"] = ActivityCounts.Compile,
        ["sliding_window_counts"] = SlidingCounts.Compile,
        ["active_users_count"] = ActiveUsers.Compile,
    };

    public static RowSource Evaluate(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        var call = node.Child("FunctionCall") ?? throw QueryCompiler.Refuse("evaluate of an unknown form", node);
        var name = call.Symbol?.Name ?? call.Child("Name")?.Name ?? "";
        if (!Known.TryGetValue(name, out var compile))
        {
            throw QueryCompiler.Refuse($"the plugin '{name}' has no offline implementation", node);
        }

        var rows = compile(compiler, call, input, scope);
        if (node.Child("Schema") is null)
        {
            return rows;
        }

        // The author says which columns come out: (*, Name: string).
        var shape = Tables.ShapeOf(node);
        return rows.Late is not { } late ? Projections.Arranged(rows, [.. shape.Columns.Select(c => (c.Name, rows.Shape.IndexOf(c.Name)))], node)
            : new RowSource(shape, run => DeclaredColumns.Of(late(run), shape, run));
    }
}
