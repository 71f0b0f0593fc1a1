using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// What the plugins about user activity read: who, when, from when, until when, and spans. Times are counted in steps from the start. Their
/// pages do not say in which windows a time between two steps counts, nor whether many users are counted or estimated; that is no answer.
/// </summary>
internal sealed class ActivityRows
{
    // dcount() is exact up to so many values.
    private const int ExactDistinct = 1000;

    private readonly RowSource _input;
    private readonly Evaluate[] _arguments;

    private ActivityRows(RowSource input, Evaluate[] arguments)
    {
        _input = input;
        _arguments = arguments;
    }

    public static ActivityRows Compile(QueryCompiler compiler, BoundNode call, RowSource input, Scope scope, ScalarType[] types)
    {
        var arguments = (call.Child("ArgumentList")?.Children ?? []).Select(a => compiler.Scalar(a, scope.WithRow(input.Shape))).ToArray();
        if (arguments.Length != types.Length + 1 || !arguments.Skip(1).Select(a => a.Type).SequenceEqual(types))
        {
            throw QueryCompiler.Refuse($"'{call.Symbol?.Name}' with dimensions, or of other than a datetime and spans", call);
        }

        return new ActivityRows(input, [.. arguments.Select(a => a.Evaluate)]);
    }

    /// <summary>The argument at a place, which does not vary from row to row, in ticks or as it counts.</summary>
    public long Number(Run run, int argument) =>
        _arguments[argument](new Frame(run)) is { IsNull: false } value ? value.AsTicks : throw new RunStopped("an argument of a plugin that is null");

    /// <summary>A span in steps of another one.</summary>
    public static long Steps(long span, long step) =>
        step > 0 && span > 0 && span % step == 0 ? span / step : throw new RunStopped("a window that is no multiple of its step");

    /// <summary>Who acted in which step from the start, in any order.</summary>
    public List<(Value Id, long Step)> Read(Run run, long start, long step)
    {
        var frame = new Frame(run);
        var found = new List<(Value Id, long Step)>();
        if (step <= 0)
        {
            throw new RunStopped("a window of a plugin that is not positive");
        }

        foreach (var row in _input.Rows(run))
        {
            run.Tick();
            frame.Row = row;
            var (id, time) = (_arguments[0](frame), _arguments[1](frame));
            if (id.IsNull || time.IsNull || (time.AsTicks - start) % step != 0)
            {
                throw new RunStopped("in which windows an action counts that has no user, no time or one between two steps, is not documented");
            }

            found.Add((id, (time.AsTicks - start) / step));
        }

        return found.Select(f => f.Id).Distinct().Count() <= ExactDistinct ? found : throw new RunStopped($"more than {ExactDistinct} users are an estimate in Kusto");
    }
}
