using System.Collections.Immutable;
using ContentGen.Checks.Telemetry;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Detection.Alerts;
using ContentGen.Detection.Expectations;
using ContentGen.Detection.Simulation;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine;

namespace ContentGen.Detection;

/// <summary>Runs the tests of one rule: its query is compiled once, each test runs it over rows of its own.</summary>
public sealed class RuleTester
{
    private readonly TestSubject _subject;
    private readonly TestContext _context;
    private readonly Lazy<(QueryProgram? Program, TestFinding? Finding, Verdict Verdict)> _program;

    public RuleTester(TestSubject subject, TestContext context)
    {
        (_subject, _context) = (subject, context);
        _program = new(Compile);
    }

    public ImmutableArray<TestOutcome> RunAll(CancellationToken cancellation) => [.. _subject.Rule.Tests.Select(t => Run(t, cancellation))];

    public TestOutcome Run(DetectionTest test, CancellationToken cancellation)
    {
        var found = new List<Diagnostic>();
        var telemetry = new TelemetryReader(_subject.Catalog, found, _subject.Rule) { Today = _context.Today }.Read(test, _subject.Query);
        if (found.Count > 0)
        {
            return Outcome(test, Verdict.Fail, [.. found.Select(d => new TestFinding($"{d.Code}: {d.Message}", d.Span))]);
        }

        if (test.Expects is not { } expects)
        {
            return Outcome(test, Verdict.Fail, [new TestFinding("the test does not say whether it expects alert or silence", test.Name.Span)]);
        }

        var (program, finding, verdict) = _program.Value;
        if (program is null)
        {
            return Outcome(test, verdict, [finding!]);
        }

        var simulator = new Simulator(_subject.Rule, program);
        var rows = new TestRows(telemetry, simulator.Schedule, _context.Fixtures);
        var (simulation, stopped) = simulator.Run(rows, telemetry.Now, expects.Value, ResultExpectation.NeedsAllRuns(test.Result), cancellation);
        if (simulation is null)
        {
            return Outcome(test, Verdict.Inconclusive, [new TestFinding(stopped!.Why, InFile(stopped.Span ?? default))]);
        }

        var findings = Judge(test, expects.Value, simulation, telemetry).ToImmutableArray();
        return new TestOutcome(_subject, test, findings.IsEmpty ? Verdict.Pass : Verdict.Fail, findings, simulation);
    }

    private IEnumerable<TestFinding> Judge(DetectionTest test, Expectation expected, RuleSimulation simulation, TestTelemetry telemetry)
    {
        var telling = simulation.Telling;
        if (expected == Expectation.Alert && telling.Alerts.IsEmpty)
        {
            var nothing = telemetry.Tables.All(t => t.Rows.IsEmpty) ? ": the test has no telemetry" : "";
            yield return new TestFinding(
                $"expected an alert, got silence: {Rows(telling.Result?.Count ?? 0)} in the last of {Counted(simulation.Runs.Length, "run")}, the rule alerts on {Trigger.Words(_subject.Rule)}{nothing}", test.Name.Span);
        }
        else if (expected == Expectation.Silence && !telling.Alerts.IsEmpty)
        {
            var alert = telling.Alerts[0];
            var when = telling.Time == telemetry.Now ? "" : $" in the run of {telling.Time:u}";
            yield return new TestFinding($"expected silence, got {Counted(telling.Alerts.Length, "alert")}{when}: '{alert.Name}' from {Rows(telling.Result!.Count)}", test.Name.Span);
        }

        foreach (var finding in test.Result is { } result ? ResultExpectation.Check(_subject.Rule, result, simulation, telemetry.Now) : [])
        {
            yield return finding;
        }
    }

    private (QueryProgram?, TestFinding?, Verdict) Compile()
    {
        if (_subject is not { Rule.Query: { } text, Query: { } query })
        {
            return (null, new TestFinding("the rule has no query", _subject.Rule.Name?.Span ?? default), Verdict.Fail);
        }

        if (query.Failure != BindFailure.None)
        {
            return (null, new TestFinding("the Kusto library could not analyse the query", InFile(default)), Verdict.Inconclusive);
        }

        if (query.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } error)
        {
            return (null, new TestFinding($"the query has an error: {error.Code}: {error.Message}", text.ToSource(error.Span)), Verdict.Fail);
        }

        var compiled = QueryProgram.Compile(query);
        return compiled.Program is { } program ? (program, null, Verdict.Pass)
            : (null, new TestFinding($"cannot be run offline: {compiled.Refusal!.Construct}", InFile(compiled.Refusal.Span)), Verdict.Inconclusive);
    }

    private TestOutcome Outcome(DetectionTest test, Verdict verdict, ImmutableArray<TestFinding> findings) => new(_subject, test, verdict, findings, null);

    private TextSpan InFile(TextSpan span) => _subject.Rule.Query?.ToSource(span) ?? default;

    private static string Rows(int count) => Counted(count, "row");

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
