using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// sliding_window_counts: actions and users of the window that ends with each step
/// (https://learn.microsoft.com/kusto/query/sliding-window-counts-plugin).
/// </summary>
internal static class SlidingCounts
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode call, RowSource input, Scope scope)
    {
        var activity = ActivityRows.Compile(compiler, call, input, scope, [ScalarType.DateTime, ScalarType.DateTime, ScalarType.DateTime, ScalarType.TimeSpan, ScalarType.TimeSpan]);
        return new RowSource(Tables.ShapeOf(call), Rows);

        IEnumerable<Value[]> Rows(Run run)
        {
            var (start, end, step) = (activity.Number(run, 2), activity.Number(run, 3), activity.Number(run, 5));
            var window = ActivityRows.Steps(activity.Number(run, 4), step);
            var last = (end - start) / step;
            var actions = activity.Read(run, start, step);
            if (actions.Exists(a => a.Step < 0 || a.Step > last))
            {
                throw new RunStopped("what sliding_window_counts makes of actions outside of its time is not documented");
            }

            var bySteps = actions.ToLookup(a => a.Step, a => a.Id);
            for (var at = 0L; at <= last; at++)
            {
                run.CountRow();
                var inside = bySteps.Where(s => s.Key <= at && s.Key > at - window).SelectMany(s => s).ToList();
                if (inside.Count > 0)
                {
                    yield return [default, Value.DateTime(start + (at * step)), Value.Of((long)inside.Count), Value.Of((long)inside.Distinct().Count())];
                }
            }
        }
    }
}
