using System.Collections.Immutable;
using ContentGen.Checks.Compilation;
using ContentGen.Cli.Commands;
using ContentGen.Cli.Running;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Detection;
using ContentGen.Detection.Mutation;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Cli.Testing;

/// <summary>Runs the tests of compiled rules.</summary>
internal static class TestRun
{
    public static async Task<TestReport> RunAsync(CompileRun run, Engine engine, DateTimeOffset today, TestAsk ask, CancellationToken cancellation)
    {
        var settings = TestSettings.Create(engine.Binder, run.Content.Schemas.Watchlists, today) with { Traces = ask.Trace };
        var subjects = Subjects(run).Where(s => !s.Rule.Tests.IsEmpty).ToList();
        var outcomes = new ImmutableArray<TestOutcome>[subjects.Count];
        await Parallel.ForAsync(0, subjects.Count, cancellation, async (i, c) => outcomes[i] = await new RuleTester(subjects[i], settings).RunAllAsync(c).ConfigureAwait(false)).ConfigureAwait(false);
        var scores = new List<MutationScore>();
        for (var i = 0; ask.Mutate && i < subjects.Count; i++)
        {
            if (await new Mutator(settings).RunAsync(subjects[i], outcomes[i], cancellation).ConfigureAwait(false) is { } score)
            {
                scores.Add(score);
            }
        }

        return new TestReport([.. outcomes.SelectMany(o => o)], Lost(run)) { Mutation = [.. scores] };
    }

    private static IEnumerable<TestSubject> Subjects(CompileRun run)
    {
        var catalogs = new Dictionary<Core.Content.QueryEnvironment, SchemaCatalog>();
        return run.Overlays.IsEmpty
            ? run.Compilation.Rules.Concat(run.Hunting.Rules).Select(r => Subject(r, null))
            : run.Overlays.SelectMany(o => o.Rules.Select(r => Subject(r.Compiled, o.Workspace.Name.Value)));

        TestSubject Subject(CompiledRule rule, string? workspace)
        {
            var environment = run.Environment ?? rule.Rule.Environment;
            if (!catalogs.TryGetValue(environment, out var catalog))
            {
                catalogs.Add(environment, catalog = SchemaCatalog.Create(environment, run.Content.Schemas));
            }

            return new TestSubject(rule.Rule, rule.Query, catalog) { Workspace = workspace };
        }
    }

    // A file that cannot be read may have tests that nobody sees, and so may a test that is not well formed.
    private static ImmutableArray<Diagnostic> Lost(CompileRun run)
    {
        var tests = run.Compilation.Rules.Concat(run.Hunting.Rules).ToDictionary(r => r.Rule.Source, r => r.Rule.Yaml.Find("tests"));
        return
        [
            .. run.Compilation.Diagnostics.Concat(run.Hunting.Diagnostics).Where(d => d.Severity == Severity.Error && (d.Code.StartsWith("CG1", StringComparison.Ordinal)
                || (d.Code.StartsWith("CG2", StringComparison.Ordinal) && tests.TryGetValue(d.Source, out var entry) && entry is not null && Within(entry, d.Span)))),
            .. run.Overlays.SelectMany(o => o.Diagnostics).Where(d => d.Severity == Severity.Error),
        ];
    }

    // A mapping ends where its last value does; the tree does not say where that is, so the next top-level key bounds it.
    private static bool Within(Core.Yaml.YamlEntry tests, TextSpan span) => span.Start >= tests.Key.Span.Start && span.End <= EndOf(tests.Value);

    private static int EndOf(Core.Yaml.YamlNode node) => node switch
    {
        Core.Yaml.YamlMapping mapping => mapping.Entries.IsEmpty ? mapping.Span.End : Math.Max(mapping.Span.End, mapping.Entries.Max(e => EndOf(e.Value))),
        Core.Yaml.YamlSequence list => list.Items.IsEmpty ? list.Span.End : Math.Max(list.Span.End, list.Items.Max(EndOf)),
        _ => node.Span.End,
    };
}
