using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// activity_counts_metrics: actions, users, new users and users so far of each window
/// (https://learn.microsoft.com/kusto/query/activity-counts-metrics-plugin).
/// </summary>
internal static class ActivityCounts
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode call, RowSource input, Scope scope)
    {
        var activity = ActivityRows.Compile(compiler, call, input, scope, [ScalarType.DateTime, ScalarType.DateTime, ScalarType.DateTime, ScalarType.TimeSpan]);
        return new RowSource(Tables.ShapeOf(call), Rows);

        IEnumerable<Value[]> Rows(Run run)
        {
            var (start, end, window) = (activity.Number(run, 2), activity.Number(run, 3), activity.Number(run, 4));
            var actions = activity.Read(run, start, window);
            if (actions.Exists(a => a.Step < 0 || a.Step > (end - start) / window))
            {
                throw new RunStopped("what activity_counts_metrics makes of actions outside of its time is not documented");
            }

            var known = new HashSet<Value>();
            foreach (var step in actions.GroupBy(a => a.Step).OrderBy(g => g.Key))
            {
                run.CountRow();
                var users = step.Select(a => a.Id).ToHashSet();
                var fresh = users.Count(known.Add);
                yield return [default, Value.DateTime(start + (step.Key * window)), Value.Of((long)step.Count()), Value.Of((long)users.Count), Value.Of((long)fresh), Value.Of((long)known.Count)];
            }
        }
    }
}
