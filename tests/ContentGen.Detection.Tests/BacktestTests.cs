using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Detection.Workspaces;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Detection.Tests;

/// <summary>The past of a workspace, which our own engine plays here over a few rows: what is asked has to be KQL, and to count what a schedule sees.</summary>
public class BacktestTests
{
    private static readonly DateOnly First = new(2026, 3, 1);

    private static readonly ImmutableArray<(string Time, string Ingested)> Failures =
    [
        ("2026-02-28T23:59:00Z", "2026-02-28T23:59:00Z"), // before the first day, yet in the window of its first run
        ("2026-03-01T10:10:00Z", "2026-03-01T10:11:00Z"),
        ("2026-03-01T10:20:00Z", "2026-03-01T10:21:00Z"),
        ("2026-03-01T10:30:00Z", "2026-03-01T14:30:00Z"), // so late that no run sees it
        ("2026-03-02T23:30:00Z", "2026-03-02T23:31:00Z"), // the run at midnight sees it
        ("2026-03-04T00:30:00Z", "2026-03-04T00:31:00Z"), // after the last day
    ];

    [TestCase("queryFrequency: 1h\nqueryPeriod: 1h", "", "24/2/1 24/1/1 24/0/0")]
    [TestCase("queryFrequency: 1h\nqueryPeriod: 2h", "", "24/5/3 24/1/1 24/1/1")]
    [TestCase("queryFrequency: 1h\nqueryPeriod: 2h", "suppressionEnabled: true\nsuppressionDuration: 5h", "16/3/2 24/1/1 20/0/0")]
    [TestCase("queryFrequency: 1h\nqueryPeriod: 1h", "eventGroupingSettings: {aggregationKind: AlertPerResult}", "24/2/2 24/1/1 24/0/0")]
    [TestCase("queryFrequency: 1d\nqueryPeriod: 1d", "", "1/3/1 1/1/1 1/0/0")]
    public async Task Hits_are_those_of_the_runs_of_a_day(string schedule, string keys, string days)
    {
        var result = await RunAsync("SecurityEvent | where EventID == 4625 and TimeGenerated > ago(3d)", schedule, keys).ConfigureAwait(false);
        Assert.That(result.Reason?.Message, Is.Null);
        Assert.That(string.Join(' ', result.Days.Select(d => $"{d.Runs}/{d.Hits}/{d.Alerts}")), Is.EqualTo(days));
    }

    [Test]
    public async Task Lets_and_aggregates_are_counted_run_by_run()
    {
        var result = await RunAsync("let Least = 2;\nSecurityEvent\n| summarize Failures = count(), Last = max(TimeGenerated) by Computer\n| where Failures >= Least;", "queryFrequency: 1h\nqueryPeriod: 1h").ConfigureAwait(false);
        Assert.That(result.Days.Select(d => d.Hits), Is.EqualTo(new[] { 1, 0, 0 }), result.Reason?.Message);
    }

    [TestCase("_Im_ProcessCreate()", "the function _Im_ProcessCreate reads the workspace itself")]
    [TestCase("union Security* | take 1", "names tables by a wildcard")]
    [TestCase("SecurityEvent | where NoColumn == 1", "the query has an error")]
    public async Task Query_that_cannot_be_asked_of_the_past_says_why(string query, string why) =>
        Assert.That((await RunAsync(query, "queryFrequency: 1h\nqueryPeriod: 1h").ConfigureAwait(false)).Reason?.Message, Does.Contain(why));

    private static Task<BacktestResult> RunAsync(string query, string schedule, string keys = "")
    {
        var subject = TestRules.Subject(TestRules.Rule(query, "- {name: t, expects: alert}", keys, schedule), ContentSchemas.Empty);
        return new Backtest(subject, new Past()).RunAsync(First, 3, CancellationToken.None);
    }

    private sealed class Past : IQueryEngine
    {
        public string Name => "the past";

        public async Task<RunResult> RunAsync(string query, CancellationToken cancellation)
        {
            var bound = await TestRules.Binder.BindAsync(new QueryText(query, SchemaCatalog.Create(QueryEnvironment.Sentinel, ContentSchemas.Empty)), cancellation).ConfigureAwait(false);
            Assert.That(bound.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => $"{d.Code}: {d.Message}"), Is.Empty, query);
            var compiled = QueryProgram.Compile(bound);
            Assert.That(compiled.Refusal?.Construct, Is.Null, query);
            var rows = new TableBuilder("SecurityEvent", [new ColumnSchema("TimeGenerated", "datetime"), new ColumnSchema("EventID", "int")]);
            foreach (var (time, ingested) in Failures)
            {
                _ = rows.Add([new("TimeGenerated", time), new("EventID", 4625)], DateTimeOffset.Parse(ingested, System.Globalization.CultureInfo.InvariantCulture));
            }

            return compiled.Program!.Run(new QueryInput { Now = new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero), Tables = ImmutableDictionary<string, TableData>.Empty.Add("SecurityEvent", rows.Build()) }, cancellation: cancellation);
        }
    }
}
