using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Detection.Alerts;
using ContentGen.Kusto.Engine;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Detection.Simulation;

/// <summary>Lets a rule run over a test's rows as its schedule has it, and raises its alerts.</summary>
internal sealed class Simulator(Rule rule, QueryProgram program)
{
    // A test has few rows; a query that is at it for so long will not end.
    private static readonly RunLimits Limits = new() { Time = TimeSpan.FromSeconds(20), Rows = 100_000, KeptRows = 1_000_000, WorkRows = 10_000_000 };

    private readonly RuleSchedule _schedule = RuleSchedule.Of(rule);

    public RuleSchedule Schedule => _schedule;

    /// <summary>
    /// The runs. Without <paramref name="all"/> the newest come first and it ends with the first alert, or once no further run counts for
    /// silence; suppression needs all.
    /// </summary>
    public (RuleSimulation? Simulation, Stopped? Stopped) Run(TestRows rows, DateTimeOffset now, Expectation expected, bool all, CancellationToken cancellation)
    {
        var times = RunTimes.Of(now, _schedule, rows.Times);
        return all || rule.SuppressionEnabled is { Value: true } ? Forward(rows, times, cancellation) : Backward(rows, times, expected, cancellation);
    }

    public RunResult RunOnce(TestRows rows, DateTimeOffset time, Trace? trace, CancellationToken cancellation) => trace is null
        ? program.RunRepeatably(rows.At(time), timeIsGiven: true, Limits, cancellation)
        : program.Run(rows.At(time), Limits, trace, cancellation);

    private (RuleSimulation?, Stopped?) Forward(TestRows rows, ImmutableArray<DateTimeOffset> times, CancellationToken cancellation)
    {
        var suppression = rule is { SuppressionEnabled.Value: true, SuppressionDuration: { } duration } ? duration.Value : TimeSpan.Zero;
        var runs = ImmutableArray.CreateBuilder<RuleRun>();
        var until = DateTimeOffset.MinValue;
        foreach (var time in times)
        {
            if (time < until)
            {
                runs.Add(new RuleRun(time, null, []));
                continue;
            }

            var result = RunOnce(rows, time, null, cancellation);
            if (result.Stopped is { } why)
            {
                return (null, new Stopped(why, result.StoppedAt));
            }

            var alerts = AlertBuilder.Raise(rule, result, time);
            runs.Add(new RuleRun(time, result, alerts));
            until = alerts.Length > 0 && suppression > TimeSpan.Zero ? time + suppression : until;
        }

        return (new RuleSimulation(runs.ToImmutable()), null);
    }

    private (RuleSimulation?, Stopped?) Backward(TestRows rows, ImmutableArray<DateTimeOffset> times, Expectation expected, CancellationToken cancellation)
    {
        var runs = new List<RuleRun>();
        foreach (var time in times.Reverse().Where(t => expected == Expectation.Alert || rows.IsJudged(t)))
        {
            var result = RunOnce(rows, time, null, cancellation);
            if (result.Stopped is { } why)
            {
                return (null, new Stopped(why, result.StoppedAt));
            }

            var run = new RuleRun(time, result, AlertBuilder.Raise(rule, result, time));
            runs.Add(run);
            if (run.Alerts.Length > 0)
            {
                break;
            }
        }

        runs.Reverse();
        return (new RuleSimulation([.. runs]), null);
    }
}
