using System.Collections.Immutable;
using ContentGen.Checks.Compilation;
using ContentGen.Cli.Commands;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Detection;
using ContentGen.Detection.Mutation;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Cli.Testing;

/// <summary>Runs the tests of compiled rules.</summary>
internal static class TestRun
{
    private static readonly string[] Simulated =
    [
        "tests", "kind", "queryFrequency", "queryPeriod", "triggerOperator", "triggerThreshold", "suppressionEnabled", "suppressionDuration", "eventGroupingSettings",
        "incidentConfiguration", "entityMappings", "sentinelEntitiesMappings", "customDetails", "alertDetailsOverride",
    ];

    public static async Task<TestReport> RunAsync(CompileRun run, Engine engine, DateTimeOffset today, TestAsk ask, CancellationToken cancellation)
    {
        var settings = TestSettings.Create(engine.Binder, run.Content.Schemas.Watchlists, today) with { Traces = ask.Trace };
        var subjects = Subjects(run).Where(s => !s.Rule.Tests.IsEmpty).ToList();
        var written = new WrittenTests(run);
        var outcomes = await RunAsync(subjects, written, settings, cancellation).ConfigureAwait(false);
        if (ask.Engine is { } real)
        {
            var there = await RunAsync(subjects, written, settings with { Engine = real, Traces = false, Explains = false }, cancellation).ConfigureAwait(false);
            outcomes = [.. outcomes.Zip(there, (a, b) => a.Zip(b, (x, y) => EngineComparison.Of(x, y, real.Name)).ToImmutableArray())];
        }

        var scores = new List<MutationScore>();
        for (var i = 0; ask.Mutate && i < subjects.Count; i++)
        {
            if (await new Mutator(settings).RunAsync(subjects[i], outcomes[i], cancellation).ConfigureAwait(false) is { } score)
            {
                scores.Add(score);
            }
        }

        // What a test says of itself is not said again.
        var said = outcomes.SelectMany(o => o).SelectMany(o => o.Findings.Select(f => (o.Subject.Rule.Source, f.Span))).ToHashSet();
        return new TestReport([.. outcomes.SelectMany(o => o)], [.. Lost(run).Where(d => !said.Contains((d.Source, d.Span)))]) { Mutation = [.. scores] };
    }

    /// <summary>The verdicts on the tests of some rules, whatever the date.</summary>
    public static async Task<ImmutableArray<TestOutcome>> OutcomesAsync(CompileRun run, Engine engine, IReadOnlyList<CompiledRule> rules, CancellationToken cancellation)
    {
        var catalogs = new Catalogs(run);
        var outcomes = await RunAsync([.. rules.Select(r => catalogs.Subject(r, null))], new WrittenTests(run), TestSettings.Create(engine.Binder, run.Content.Schemas.Watchlists, null), cancellation).ConfigureAwait(false);
        return [.. outcomes.SelectMany(o => o)];
    }

    private static async Task<ImmutableArray<TestOutcome>[]> RunAsync(List<TestSubject> subjects, WrittenTests written, TestSettings settings, CancellationToken cancellation)
    {
        var outcomes = new ImmutableArray<TestOutcome>[subjects.Count];
        await Parallel.ForAsync(0, subjects.Count, cancellation, async (i, c) =>
            outcomes[i] = [.. (await new RuleTester(subjects[i], settings).RunAllAsync(c).ConfigureAwait(false)).Select(written.Judge)]).ConfigureAwait(false);
        return outcomes;
    }

    /// <summary>The rules of a run: as the workspaces get them that it was for, else as written, and the hunting queries.</summary>
    public static IEnumerable<TestSubject> Subjects(CompileRun run)
    {
        var catalogs = new Catalogs(run);
        return run.Overlays.IsEmpty
            ? run.Compilation.Rules.Concat(run.Hunting.Rules).Select(r => catalogs.Subject(r, null))
            : run.Overlays.SelectMany(o => o.All.Select(r => catalogs.Subject(r.Compiled, o.Workspace.Name.Value)));
    }

    private sealed class Catalogs(CompileRun run)
    {
        private readonly Dictionary<QueryEnvironment, SchemaCatalog> _catalogs = [];

        public TestSubject Subject(CompiledRule rule, string? workspace)
        {
            var environment = run.Environment ?? rule.Rule.Environment;
            if (!_catalogs.TryGetValue(environment, out var catalog))
            {
                _catalogs.Add(environment, catalog = SchemaCatalog.Create(environment, run.Content.Schemas));
            }

            return new TestSubject(rule.Built, rule.BuiltQuery, catalog) { Workspace = workspace };
        }
    }

    /// <summary>
    /// Errors by which tests are lost or say something else than is written: a file that cannot be read may have some that nobody sees, so may a test that is not well
    /// formed, and a schedule or a trigger that is none would be another one.
    /// </summary>
    public static ImmutableArray<Diagnostic> Lost(CompileRun run)
    {
        var rules = run.Compilation.Rules.Concat(run.Hunting.Rules).ToDictionary(r => r.Rule.Source, r => r.Rule.Yaml);
        return
        [
            .. run.Compilation.Diagnostics.Concat(run.Hunting.Diagnostics).Where(d => d.Severity == Severity.Error && (d.Code.StartsWith("CG1", StringComparison.Ordinal)
                || (d.Code.StartsWith("CG20", StringComparison.Ordinal) && rules.TryGetValue(d.Source, out var yaml) && Simulated.Any(k => yaml.Find(k) is { } entry && Within(entry, d.Span))))),
            .. run.Overlays.SelectMany(o => o.Diagnostics).Where(d => d.Severity == Severity.Error),
        ];
    }

    private static bool Within(YamlEntry entry, TextSpan span) => span.Start >= entry.Key.Span.Start && span.End <= WrittenTests.EndOf(entry.Value);
}
