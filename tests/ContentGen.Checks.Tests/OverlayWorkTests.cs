using System.Collections.Concurrent;
using ContentGen.Checks.Compilation;
using ContentGen.Checks.Overlays;
using ContentGen.Core.Binding;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Tests;

/// <summary>What workspaces cost: an analysis for each query that one of them changes, and none for anything else.</summary>
public sealed class OverlayWorkTests
{
    private const int Rules = 20;
    private const int Workspaces = 10;

    [Test]
    public async Task Pair_whose_query_the_overlay_does_not_change_costs_no_analysis()
    {
        using var host = PatientHost.Start();
        var binder = new CountingBinder(host);
        var compiler = new RuleCompiler(binder, ContentSchemas.Empty, new CompilerOptions(null, 4));
        var rules = (await compiler.CompileAsync([.. Enumerable.Range(0, Rules).Select(File)], CancellationToken.None)).Rules;
        Assert.That(binder.Queries, Has.Count.EqualTo(Rules), "a rule is analysed once");
        binder.Queries.Clear();

        var overlays = new OverlayCompiler(compiler, new DateOnly(2026, 11, 21));
        var touched = 0;
        for (var number = 0; number < Workspaces; number++)
        {
            var compiled = await overlays.CompileAsync([.. rules], Workspace(number), _ => true, true, CancellationToken.None);
            Assert.That(compiled.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Message), Is.Empty);
            touched += compiled.Rules.Count(r => r.IsTouched);
            Assert.That(compiled.Rules.Where(r => !r.IsTouched).Select(r => rules.Contains(r.Compiled)), Is.All.True);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(touched, Is.EqualTo(2 * Workspaces), "an override and an exclusion in each");
            Assert.That(binder.Queries, Has.Count.EqualTo(Workspaces), "the exclusions' queries; an override of the severity changes none");
            Assert.That(binder.Queries, Has.All.Contains("scanner"));
        }
    }

    private static RuleFile File(int number) => RuleFile.Read(new SourceText($"{number}.yaml", $"""
        id: {IdOf(number)}
        name: Rule {number}
        severity: Low
        queryFrequency: 1h
        queryPeriod: 2h
        triggerOperator: gt
        triggerThreshold: 0
        query: SecurityEvent | where EventID == {number}
        """));

    private static WorkspaceFile Workspace(int number) => WorkspaceFile.Read(new SourceText($"w{number}.yaml", $$"""
        name: w{{number}}
        subscriptionId: 11111111-2222-4333-8444-555555555555
        resourceGroup: rg
        workspaceName: law-{{number}}
        overrides:
          {{IdOf(number)}}: {severity: High}
        exclusions:
          - {rule: {{IdOf(number + Workspaces)}}, exclude: "Account == 'scanner-{{number}}'", owner: soc, reason: r, expires: 2027-06-30}
        """));

    private static string IdOf(int number) => new Guid(number, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1).ToString();

    private sealed class CountingBinder(IQueryBinder binder) : IQueryBinder
    {
        public ConcurrentBag<string> Queries { get; } = [];

        public Task<BoundQuery> BindAsync(QueryText query, CancellationToken cancellation)
        {
            Queries.Add(query.Text);
            return binder.BindAsync(query, cancellation);
        }
    }
}
