using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// active_users_count: in each bin the users that acted there, and in so many periods of the time up to then
/// (https://learn.microsoft.com/kusto/query/active-users-count-plugin). The time up to then does not reach the period where it begins
/// (recorded on the emulator).
/// </summary>
internal static class ActiveUsers
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode call, RowSource input, Scope scope)
    {
        var activity = ActivityRows.Compile(
            compiler, call, input, scope, [ScalarType.DateTime, ScalarType.DateTime, ScalarType.DateTime, ScalarType.TimeSpan, ScalarType.TimeSpan, ScalarType.Long, ScalarType.TimeSpan]);
        return new RowSource(Tables.ShapeOf(call), Rows);

        IEnumerable<Value[]> Rows(Run run)
        {
            var (start, end, period, least, bin) = (activity.Number(run, 2), activity.Number(run, 3), activity.Number(run, 5), activity.Number(run, 6), activity.Number(run, 7));
            var window = ActivityRows.Steps(activity.Number(run, 4), period);
            var periods = ActivityRows.Steps(bin, period);
            var actions = activity.Read(run, start, period).ToHashSet();
            if (actions.Any(a => start + (a.Step * period) >= end))
            {
                throw new RunStopped("what active_users_count makes of actions at the end of its time is not documented");
            }

            var byUsers = actions.ToLookup(a => a.Id, a => a.Step);
            foreach (var found in actions.Where(a => a.Step >= 0 && byUsers[a.Id].Count(s => s <= a.Step && s > a.Step - window) >= least).GroupBy(a => a.Step / periods).OrderBy(g => g.Key))
            {
                run.CountRow();
                yield return [default, Value.DateTime(start + (found.Key * bin)), Value.Of((long)found.Select(a => a.Id).Distinct().Count())];
            }
        }
    }
}
