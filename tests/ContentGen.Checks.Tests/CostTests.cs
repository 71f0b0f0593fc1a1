using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using ContentGen.Checks.Compilation;
using ContentGen.Checks.Cost;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Hosting;

namespace ContentGen.Checks.Tests;

/// <summary>CG3601: what a run of a query costs, compared between queries of which one is dearer for a known reason.</summary>
public sealed partial class CostTests : IDisposable
{
    private readonly LanguageHost _host = new(new LanguageHostOptions
    {
        NodePath = NodeLocator.Find(Environment.GetEnvironmentVariable("PATH")),
        BundlePath = Path.Combine(AppContext.BaseDirectory, "kusto-host.js"),
        SnapshotFolder = TestFolders.Temporary(),
        MaxProcesses = 1,
    });

    [TestCase("SecurityEvent | where TimeGenerated > ago(1h)", "SecurityEvent | where TimeGenerated > ago(2d)", TestName = "Longer_lookback_costs_more")]
    [TestCase("SecurityEvent | where TimeGenerated > ago(14d)", "SecurityEvent", TestName = "No_time_filter_costs_more")]
    [TestCase("SecurityEvent | where Account has 'adm'", "SecurityEvent | where Account contains 'adm'", TestName = "Substring_search_costs_more")]
    [TestCase("SecurityEvent | where Account contains 'adm'", "SecurityEvent | where Account matches regex 'adm'", TestName = "Regular_expression_costs_more")]
    [TestCase("SecurityEvent | where Account =~ 'adm'", "SecurityEvent | where tolower(Account) == 'adm'", TestName = "Converted_text_costs_more")]
    [TestCase("SecurityEvent | where EventID == 1 | where CommandLine matches regex 'a'", "SecurityEvent | where CommandLine matches regex 'a' | where EventID == 1", TestName = "Late_filter_costs_more")]
    [TestCase("SecurityEvent", "union SecurityEvent, Syslog", TestName = "Second_table_costs_more")]
    [TestCase("SecurityEvent | join kind=inner (Syslog) on Computer, TimeGenerated", "SecurityEvent | join kind=inner (Syslog) on Computer", TestName = "Join_without_a_window_costs_more")]
    [TestCase("search in (SecurityEvent) 'x'", "search 'x'", TestName = "Search_through_all_tables_costs_more")]
    [TestCase("SecurityEvent | mv-expand A = split(Account, ',') limit 5", "SecurityEvent | mv-expand A = split(Account, ',')", TestName = "Unbounded_expansion_costs_more")]
    [TestCase("Syslog", "let f = () { SecurityEvent | union Syslog }; f()", TestName = "Tables_inside_of_functions_count")]
    public async Task Dearer_query_has_more_points(string cheap, string dear) =>
        Assert.That(await PointsAsync(dear), Is.GreaterThan(await PointsAsync(cheap)));

    [Test]
    public async Task Day_of_a_usual_table_is_a_hundred_points_and_sizes_scale_it()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await PointsAsync("SecurityEvent | where TimeGenerated > ago(1d)"), Is.EqualTo(100));
            Assert.That(await PointsAsync("SecurityEvent | where TimeGenerated > ago(1d)", 25), Is.EqualTo(2500));
            Assert.That(await PointsAsync("Syslog | where TimeGenerated > ago(1d)", 25), Is.EqualTo(100));
        }
    }

    [Test]
    public async Task Query_within_the_limit_is_no_finding() =>
        Assert.That(await FindAsync("SecurityEvent | where TimeGenerated > ago(1d)", new CostOptions(100, ImmutableDictionary<string, double>.Empty)), Is.Null);

    [Test]
    public async Task Cost_is_told_when_asked_for()
    {
        var found = await DiagnosticsAsync("SecurityEvent | where TimeGenerated > ago(1d) | where Account contains 'adm'", CostOptions.None with { IsTold = true });
        Assert.That(found.Where(d => d.Code.StartsWith("CG36", StringComparison.Ordinal)).Select(d => d.Code + ": " + d.Message), Is.EqualTo(new[] { "CG3602: a run of the query costs 116 points: reading SecurityEvent over 1 d 100, substring search 16" }));
    }

    public void Dispose() => _host.Dispose();

    private async Task<int> PointsAsync(string query, double size = 1)
    {
        var sizes = ImmutableDictionary<string, double>.Empty.Add("SecurityEvent", size);
        var message = await FindAsync(query, new CostOptions(0, sizes)).ConfigureAwait(false);
        return int.Parse(Points().Match(message!).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    private async Task<string?> FindAsync(string query, CostOptions cost) => (await DiagnosticsAsync(query, cost).ConfigureAwait(false)).SingleOrDefault(d => d.Code == "CG3601")?.Message;

    private async Task<ImmutableArray<Core.Diagnostics.Diagnostic>> DiagnosticsAsync(string query, CostOptions cost)
    {
        var rule = "id: 6b8b7391-5c0a-4f8c-baee-78d8ce0ce330\nname: Cost\nseverity: Low\nkind: Scheduled\nqueryFrequency: 1d\nqueryPeriod: 14d\ntriggerOperator: gt\ntriggerThreshold: 0\nquery: |\n  " + query + "\n";
        var compiler = new RuleCompiler(_host, ContentSchemas.Empty, new CompilerOptions(null, 1) { Cost = cost });
        var compilation = await compiler.CompileAsync([RuleFile.Read(new SourceText("cost.yaml", rule))], CancellationToken.None).ConfigureAwait(false);
        Assert.That(compilation.Diagnostics.Where(d => d.Code.StartsWith("KS", StringComparison.Ordinal)), Is.Empty);
        return compilation.Diagnostics;
    }

    [GeneratedRegex(@"costs (\d+) points")]
    private static partial Regex Points();
}
