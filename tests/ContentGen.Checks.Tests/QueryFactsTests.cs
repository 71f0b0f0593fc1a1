using System.Globalization;
using ContentGen.Checks.Facts;
using ContentGen.Core.Content;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Hosting;

namespace ContentGen.Checks.Tests;

public sealed class QueryFactsTests : IDisposable
{
    private static readonly SchemaCatalog Catalog = SchemaCatalog.Create(QueryEnvironment.Sentinel, ContentSchemas.Empty);

    private readonly LanguageHost _host = new(new LanguageHostOptions
    {
        NodePath = NodeLocator.Find(Environment.GetEnvironmentVariable("PATH")),
        BundlePath = Path.Combine(AppContext.BaseDirectory, "kusto-host.js"),
        SnapshotFolder = TestFolders.Temporary(),
        MaxProcesses = 1,
    });

    [TestCase("Syslog | where TimeGenerated > ago(1d)", "NotOlderThan 1d")]
    [TestCase("Syslog | where ago(90m) <= TimeGenerated and Computer != ''", "NotOlderThan 1.5h")]
    [TestCase("let since = 2h; let start = ago(since); Syslog | where TimeGenerated >= start", "NotOlderThan 2h")]
    [TestCase("Syslog | where TimeGenerated between (ago(14d) .. ago(1d))", "NotOlderThan 14d, NotYoungerThan 1d")]
    [TestCase("Syslog | where TimeGenerated between (ago(14d) .. 13d)", "NotOlderThan 14d, NotYoungerThan 1d")]
    [TestCase("Syslog | where TimeGenerated > now() - 7 * 1d", "NotOlderThan 7d")]
    [TestCase("Syslog | where TimeGenerated + 1h > now(-2h)", "NotOlderThan 3h")]
    [TestCase("Syslog | where now() - TimeGenerated < 3d", "NotOlderThan 3d")]
    [TestCase("Syslog | where datetime_diff('day', now(), TimeGenerated) <= 3", "NotOlderThan 2d..4d")]
    [TestCase("Syslog | where TimeGenerated > startofday(ago(2d))", "NotOlderThan 2d..3d")]
    [TestCase("Syslog | where TimeGenerated > datetime_add('hour', -5, now())", "NotOlderThan 5h")]
    [TestCase("Syslog | where TimeGenerated > totimespan('5m') * -1 + now()", "NotOlderThan 0.0833h")]
    [TestCase("Syslog | where ingestion_time() > ago(1h)", "IngestedSince 1h")]
    [TestCase("Syslog | extend When = TimeGenerated | where When > ago(1d)", "NotOlderThan 1d")]
    [TestCase("Syslog | project-rename When = TimeGenerated | where When > ago(1d)", "NotOlderThan 1d")]
    [TestCase("DeviceEvents | where Timestamp > ago(1d)", "NotOlderThan 1d")]
    [TestCase("let f = (T: (TimeGenerated: datetime), since: timespan = 3h) { T | where TimeGenerated > ago(since) }; f(Syslog)", "NotOlderThan 3h")]
    [TestCase("let f = (T: (TimeGenerated: datetime), since: timespan) { T | where TimeGenerated > ago(since) }; Syslog | invoke f(4h)", "NotOlderThan 4h")]
    [TestCase("let before = (t: timespan) { now() - t }; Syslog | where TimeGenerated > before(6h)", "NotOlderThan 6h")]
    [TestCase("_Im_Dns(starttime=ago(1d), endtime=now())", "NotOlderThan 1d, NotYoungerThan 0h")]
    [TestCase("Syslog | make-series n = count() on TimeGenerated from ago(14d) to now() step 1d by Computer", "NotOlderThan 14d, NotYoungerThan 0h")]
    [TestCase("Syslog | make-series n = count() on TimeGenerated in range(ago(7d), ago(1d), 1d)", "NotOlderThan 7d, NotYoungerThan 1d")]
    [TestCase("union Sysl* | where TimeGenerated > ago(2d)", "NotOlderThan 2d")]
    [TestCase("Syslog | where EventTime > ago(30d)", "", Description = "another column is no lookback")]
    [TestCase("Syslog | where TimeGenerated > ago(1d) or Computer == 'a'", "", Description = "an alternative is no bound")]
    [TestCase("Syslog | extend TimeGenerated = todatetime(SyslogMessage) | where TimeGenerated > ago(30d)", "", Description = "the name was given to something else")]
    [TestCase("Syslog | summarize TimeGenerated = max(TimeGenerated) by Computer | where TimeGenerated > ago(30d)", "", Description = "an aggregate is no record")]
    [TestCase("Syslog | where TimeGenerated > toscalar(Heartbeat | summarize max(TimeGenerated))", "", Description = "data decides")]
    [TestCase("Syslog | where TimeGenerated > datetime(2020-01-01)", "", Description = "a date is no age")]
    public async Task Time_bounds_of_a_branch_are_what_its_filters_state(string query, string bounds)
    {
        var branch = (await FactsAsync(query).ConfigureAwait(false)).Branches.First(b => b.Role == BranchRole.Result);
        Assert.That(string.Join(", ", branch.Times.Bounds.Select(b => $"{b.Kind} {Age(b)}")), Is.EqualTo(bounds));
    }

    [TestCase("Syslog", "Syslog Result")]
    [TestCase("let A = Syslog | where Computer != ''; union A, (A | take 1), Heartbeat", "Syslog Result, Syslog Result, Heartbeat Result")]
    [TestCase("Syslog | union Heartbeat", "Syslog Result, Heartbeat Result")]
    [TestCase("Syslog | join kind=inner (Heartbeat) on Computer", "Syslog Result, Heartbeat Joined")]
    [TestCase("Syslog | where Computer in ((Heartbeat | project Computer))", "Syslog Result, Heartbeat Asked")]
    [TestCase("let newest = toscalar(Heartbeat | summarize max(TimeGenerated)); Syslog | where TimeGenerated > newest", "Syslog Result, Heartbeat Asked")]
    [TestCase("let unused = toscalar(Heartbeat | count); Syslog", "Syslog Result")]
    [TestCase("let f = () { Heartbeat }; let kept = materialize(f); kept", "Heartbeat Result")]
    [TestCase("workspace('x').Syslog | mv-apply a = pack_array(1) on (where a > 1)", "Syslog Result")]
    [TestCase("table('Syslog')", "Syslog Result")]
    [TestCase("_GetWatchlist('vips') | union (datatable(a: string) ['x'])", "_GetWatchlist Result, ? Result")]
    public async Task Branches_are_the_ways_of_rows(string query, string branches)
    {
        var facts = await FactsAsync(query).ConfigureAwait(false);
        Assert.That(string.Join(", ", facts.Branches.Select(b => $"{b.Source.Table ?? b.Source.Function ?? "?"} {b.Role}")), Is.EqualTo(branches));
    }

    [Test]
    public async Task Let_is_used_when_the_result_depends_on_it()
    {
        var facts = await FactsAsync("let a = 1; let b = a; let c = 2; let d = c; Syslog | where Computer has tostring(b)").ConfigureAwait(false);
        Assert.That(facts.Lets.Select(l => $"{l.Name} {l.IsUsed}"), Is.EqualTo(new[] { "a True", "b True", "c False", "d False" }));
    }

    [Test]
    public async Task Query_with_too_many_branches_is_incomplete()
    {
        var doubling = string.Concat(Enumerable.Range(1, 12).Select(i => $"let A{i} = union A{i - 1}, A{i - 1}; "));
        var facts = await FactsAsync($"let A0 = Syslog; {doubling} A12").ConfigureAwait(false);
        Assert.That((facts.IsComplete, facts.Branches.Length), Is.EqualTo((false, 500)));
    }

    public void Dispose() => _host.Dispose();

    private async Task<QueryFacts> FactsAsync(string query)
    {
        var bound = await _host.BindAsync(new QueryText(query, Catalog), CancellationToken.None).ConfigureAwait(false);
        Assert.That(bound.Diagnostics.Where(d => d.Severity == Core.Diagnostics.Severity.Error), Is.Empty);
        return QueryFacts.Of(bound.Tree!);
    }

    private static string Age(TimeBound bound) => bound.Least == bound.Most ? Age(bound.Most) : $"{Age(bound.Least)}..{Age(bound.Most)}";

    private static string Age(TimeSpan age) => age.TotalHours % 24 == 0 && age != TimeSpan.Zero
        ? string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays}d")
        : string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0.####}h");
}
