using System.Collections.Immutable;
using ContentGen.Checks.Telemetry;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Detection.Alerts;
using ContentGen.Detection.Expectations;
using ContentGen.Detection.Explaining;
using ContentGen.Detection.Simulation;
using ContentGen.Detection.Workspaces;
using ContentGen.Kusto.Binding;

namespace ContentGen.Detection;

/// <summary>Runs the tests of one rule: its query is compiled once, each test runs it over rows of its own.</summary>
public sealed class RuleTester(TestSubject subject, TestSettings settings)
{
    private readonly Lazy<RuleProgram> _program = new(() => RuleProgram.Of(subject));

    public async Task<ImmutableArray<TestOutcome>> RunAllAsync(CancellationToken cancellation)
    {
        var outcomes = ImmutableArray.CreateBuilder<TestOutcome>(subject.Rule.Tests.Length);
        foreach (var test in subject.Rule.Tests)
        {
            outcomes.Add(await RunAsync(test, cancellation).ConfigureAwait(false));
        }

        return outcomes.MoveToImmutable();
    }

    public async Task<TestOutcome> RunAsync(DetectionTest test, CancellationToken cancellation)
    {
        var found = new List<Diagnostic>();
        var telemetry = new TelemetryReader(subject.Catalog, found, subject.Rule) { Today = settings.Today }.Read(test, subject.Query);
        if (found.Count > 0)
        {
            return Outcome(test, Verdict.Fail, [.. found.Select(d => new TestFinding($"{d.Code}: {d.Message}", d.Span))]);
        }

        if (test.Expects is not { } expects)
        {
            return Outcome(test, Verdict.Fail, [new TestFinding("the test does not say whether it expects alert or silence", test.Name.Span)]);
        }

        var rows = new TestRows(telemetry, RuleSchedule.Of(subject.Rule), settings.Fixtures);
        if (settings.Engine is { } engine)
        {
            return await ElsewhereAsync(test, expects.Value, telemetry, rows, engine, cancellation).ConfigureAwait(false);
        }

        var program = _program.Value.DependsOnRows
            ? await RuleProgram.ForAsync(subject, settings.Binder, rows.Everything, cancellation).ConfigureAwait(false)
            : _program.Value;
        if (program.Program is not { } query)
        {
            return Outcome(test, program.Verdict, [program.Finding!]);
        }

        var runner = new OfflineRunner(query);
        var simulator = new Simulator(subject.Rule, runner);
        var outcome = await SimulateAsync(test, expects.Value, simulator, telemetry, rows, cancellation).ConfigureAwait(false);
        return outcome.Simulation is not null && (settings.Traces || (settings.Explains && outcome.Verdict != Verdict.Pass)) ? Explained(outcome, program, runner, simulator, rows, telemetry, cancellation) : outcome;
    }

    // What our engine refuses, the real one may well run; what the library calls an error, it does not.
    private async Task<TestOutcome> ElsewhereAsync(DetectionTest test, Expectation expected, TestTelemetry telemetry, TestRows rows, IQueryEngine engine, CancellationToken cancellation)
    {
        var program = _program.Value;
        return program.Query is not { Failure: BindFailure.None } || program.Verdict == Verdict.Fail
            ? Outcome(test, program.Verdict, [program.Finding!])
            : await SimulateAsync(test, expected, new Simulator(subject.Rule, new EngineRunner(subject, engine)), telemetry, rows, cancellation).ConfigureAwait(false);
    }

    private async Task<TestOutcome> SimulateAsync(DetectionTest test, Expectation expected, Simulator simulator, TestTelemetry telemetry, TestRows rows, CancellationToken cancellation)
    {
        var (simulation, stopped) = await simulator.RunAsync(rows, telemetry.Now, expected, ResultExpectation.NeedsAllRuns(test.Result), cancellation).ConfigureAwait(false);
        if (simulation is null)
        {
            return Outcome(test, Verdict.Inconclusive, [new TestFinding(stopped!.Why, subject.Rule.Query!.ToSource(stopped.Span ?? default))]);
        }

        var findings = Judge(test, expected, simulation, telemetry).ToImmutableArray();
        return new TestOutcome(subject, test, findings.IsEmpty ? Verdict.Pass : Verdict.Fail, findings, simulation);
    }

    private IEnumerable<TestFinding> Judge(DetectionTest test, Expectation expected, RuleSimulation simulation, TestTelemetry telemetry)
    {
        var telling = simulation.Telling;
        if (expected == Expectation.Alert && telling.Alerts.IsEmpty)
        {
            var nothing = telemetry.Tables.All(t => t.Rows.IsEmpty) ? ": the test has no telemetry" : "";
            yield return new TestFinding(
                $"expected an alert, got silence: {Rows(telling.Result?.Count ?? 0)} in the last of {Counted(simulation.Runs.Length, "run")}, the rule alerts on {Trigger.Words(subject.Rule)}{nothing}", test.Name.Span);
        }
        else if (expected == Expectation.Silence && !telling.Alerts.IsEmpty)
        {
            var alert = telling.Alerts[0];
            var when = telling.Time == telemetry.Now ? "" : $" in the run of {telling.Time:u}";
            yield return new TestFinding($"expected silence, got {Counted(telling.Alerts.Length, "alert")}{when}: '{alert.Name}' from {Rows(telling.Result!.Count)}", test.Name.Span);
        }

        foreach (var finding in test.Result is { } result ? ResultExpectation.Check(subject.Rule, result, simulation, telemetry.Now) : [])
        {
            yield return finding;
        }
    }

    private TestOutcome Explained(TestOutcome outcome, RuleProgram program, OfflineRunner runner, Simulator simulator, TestRows rows, TestTelemetry telemetry, CancellationToken cancellation)
    {
        var simulation = outcome.Simulation!;
        ImmutableArray<DateTimeOffset> times = [.. simulation.Runs.Select(r => r.Time)];
        var isSilent = simulation.Alerts.IsEmpty;
        var trace = runner.Trace(rows, isSilent ? Explanation.Run(rows, simulator.Schedule, times) : simulation.Telling.Time, program.Places.FunctionOf, cancellation);
        var explanation = new Explanation(subject, program.Places, telemetry, rows);
        return outcome with
        {
            Explanation = outcome.Verdict == Verdict.Pass ? [] : [.. isSilent ? explanation.Silence(trace, simulator.Schedule, times) : explanation.Alert(trace)],
            Trace = settings.Traces ? [.. explanation.Steps(trace)] : [],
        };
    }

    private TestOutcome Outcome(DetectionTest test, Verdict verdict, ImmutableArray<TestFinding> findings) => new(subject, test, verdict, findings, null);

    private static string Rows(int count) => Counted(count, "row");

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
