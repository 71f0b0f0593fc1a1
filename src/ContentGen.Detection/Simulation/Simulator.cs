using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Detection.Alerts;

namespace ContentGen.Detection.Simulation;

/// <summary>Lets a rule run over a test's rows as its schedule has it, and raises its alerts.</summary>
internal sealed class Simulator(Rule rule, IRuleRunner runner)
{
    private readonly RuleSchedule _schedule = RuleSchedule.Of(rule);

    public RuleSchedule Schedule => _schedule;

    /// <summary>
    /// The runs. Without <paramref name="all"/> the newest come first and it ends with the first alert, or once no further run counts for
    /// silence; suppression needs all.
    /// </summary>
    public ValueTask<(RuleSimulation? Simulation, Stopped? Stopped)> RunAsync(TestRows rows, DateTimeOffset now, Expectation expected, bool all, CancellationToken cancellation)
    {
        var times = RunTimes.Of(now, _schedule, rows.Times);
        return all || rule.SuppressionEnabled is { Value: true } ? ForwardAsync(rows, times, cancellation) : BackwardAsync(rows, times, expected, cancellation);
    }

    private async ValueTask<(RuleSimulation?, Stopped?)> ForwardAsync(TestRows rows, ImmutableArray<DateTimeOffset> times, CancellationToken cancellation)
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

            var result = await runner.RunAsync(rows, time, cancellation).ConfigureAwait(false);
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

    private async ValueTask<(RuleSimulation?, Stopped?)> BackwardAsync(TestRows rows, ImmutableArray<DateTimeOffset> times, Expectation expected, CancellationToken cancellation)
    {
        var runs = new List<RuleRun>();
        foreach (var time in times.Reverse().Where(t => expected == Expectation.Alert || rows.IsJudged(t)))
        {
            var result = await runner.RunAsync(rows, time, cancellation).ConfigureAwait(false);
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
