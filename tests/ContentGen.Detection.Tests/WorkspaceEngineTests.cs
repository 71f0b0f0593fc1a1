using System.Collections.Concurrent;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Detection.Workspaces;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Detection.Tests;

/// <summary>
/// What is sent to the real engine: the Kusto library has to take it, it has to read no table of the workspace, and run by our own engine
/// over nothing at all it has to give what the test gives. What Kusto itself says of it is not known here.
/// </summary>
public class WorkspaceEngineTests
{
    [TestCase("SecurityEvent | where EventID == 1 and TimeGenerated > ago(30m)", "SecurityEvent: [{TimeGenerated: -10m, EventID: 1}]")]
    [TestCase("SecurityEvent | where TimeGenerated between (now(-30m) .. now()) | summarize arg_max(TimeGenerated, *) by Computer | extend Age = now() - TimeGenerated | where Age < 15m and LogonType == 10", "SecurityEvent: [{TimeGenerated: -10m, Computer: a, LogonType: 10}]")]
    [TestCase("let Recent = (span: timespan) { SecurityEvent | where TimeGenerated > ago(span) };\nRecent(20m) | join kind=inner (Heartbeat | where TimeGenerated > ago(1h)) on Computer;", "{SecurityEvent: [{TimeGenerated: -10m, Computer: a}], Heartbeat: [{TimeGenerated: -50m, Computer: a}]}")]
    [TestCase("table('SecurityEvent') | where ingestion_time() > ago(1h) // at the end", "SecurityEvent: [{TimeGenerated: -10m}]")]
    [TestCase("union isfuzzy=true SecurityEvent, (Heartbeat | where OSType == 'Linux') | where Computer has 'a'", "Heartbeat: [{Computer: a, OSType: Linux}]")]
    [TestCase("AuditLogs | mv-expand Target = TargetResources | where Target.displayName == 'x \"y\" \\\\ z' and OperationName == 'Über \\t'", "AuditLogs: [{OperationName: \"Über \\t\", TargetResources: [{displayName: 'x \"y\" \\ z'}]}]")]
    [TestCase("SecurityEvent | where Computer in ((_GetWatchlist('hosts') | project SearchKey))", "{SecurityEvent: [{Computer: a}], hosts: [{SearchKey: a}]}")]
    [TestCase("let Bad = externaldata(Ip: string) ['https://example.com/bad.csv'] with (format='csv');\nSecurityEvent | where IpAddress in ((Bad | project Ip))", "{SecurityEvent: [{IpAddress: 192.0.2.1}], 'https://example.com/bad.csv': [{Ip: 192.0.2.1}]}")]
    [TestCase("_Im_ProcessCreate(starttime=ago(1h)) | where TargetProcessName endswith 'cmd.exe'", "_Im_ProcessCreate: [{TargetProcessName: 'C:\\cmd.exe'}]")]
    public async Task Sent_query_gives_what_the_test_gives(string query, string telemetry)
    {
        var yaml = TestRules.Rule(query, $"- name: t\n  expects: alert\n  telemetry: {(telemetry.StartsWith('{') ? telemetry : "{" + telemetry + "}")}\n  result: {{rows: 1}}");
        var engine = new Same();
        var (here, there) = await BothAsync(TestRules.Subject(yaml, ContentSchemas.Empty), ContentSchemas.Empty, engine).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(here.Select(o => (o.Verdict, o.Reason)), Is.EqualTo(new[] { (Verdict.Pass, "") }));
            Assert.That(there.Select(o => (o.Verdict, o.Reason)), Is.EqualTo(new[] { (Verdict.Pass, "") }), string.Join('\n', engine.Asked));
        });
    }

    [Test]
    public async Task Functions_of_the_content_are_declared_with_the_query()
    {
        var schemas = Schemas("""
            .create-or-alter function Failed(span:timespan=1h) { SecurityEvent | where TimeGenerated > ago(span) and EventID == 4625 }
            .create-or-alter function FailedOfAlice() { Failed(30m) | where Account == 'alice' }
            """);
        var yaml = TestRules.Rule("FailedOfAlice | summarize Failures = count() by Account", "- name: t\n  expects: alert\n  telemetry: {SecurityEvent: [{TimeGenerated: -10m, EventID: 4625, Account: alice}]}");
        var engine = new Same();
        var (_, there) = await BothAsync(TestRules.Subject(yaml, schemas), schemas, engine).ConfigureAwait(false);
        Assert.That(there.Select(o => o.Reason), Is.EqualTo(new[] { "" }), string.Join('\n', engine.Asked));
    }

    [TestCase("union Security* | where EventID == 1", "names tables by a wildcard")]
    [TestCase("search in (SecurityEvent) 'x'", "looks for its tables itself")]
    [TestCase("union withsource=T SecurityEvent, Heartbeat", "asks which table a row is from")]
    [TestCase("_Im_ProcessCreate() | where EventType == 'x'", "the function _Im_ProcessCreate reads the workspace itself")]
    [TestCase("workspace('other').SecurityEvent", "lies elsewhere")]
    public async Task What_no_let_can_stand_for_is_inconclusive(string query, string why)
    {
        var yaml = TestRules.Rule(query, "- {name: t, expects: alert, telemetry: {SecurityEvent: [{EventID: 1}]}}");
        var engine = new Same();
        var (_, there) = await BothAsync(TestRules.Subject(yaml, ContentSchemas.Empty), ContentSchemas.Empty, engine).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(there.Single().Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That(there.Single().Reason, Does.Contain(why));
            Assert.That(engine.Asked, Is.Empty);
        });
    }

    [Test]
    public async Task Rules_of_the_content_say_the_same_there([Values("command-and-control/remote-access-tool", "persistence/redundant-remote-access", "lateral-movement/remote-service-logon-spread")] string rule)
    {
        var subject = TestRules.Subject(await File.ReadAllTextAsync(Path.Combine(TestFolders.Repository, "content", "rules", rule + ".yaml")).ConfigureAwait(false), ContentSchemas.Empty);
        var engine = new Same();
        var (here, there) = await BothAsync(subject, ContentSchemas.Empty, engine).ConfigureAwait(false);
        Assert.That(there.Select(o => (o.Test.Name.Value, o.Verdict, o.Reason)), Is.EqualTo(here.Select(o => (o.Test.Name.Value, o.Verdict, o.Reason))));
        Assert.That(engine.Asked, Is.Not.Empty);
    }

    private static async Task<(IReadOnlyList<TestOutcome> Here, IReadOnlyList<TestOutcome> There)> BothAsync(TestSubject subject, ContentSchemas schemas, Same engine)
    {
        var settings = TestRules.Settings(schemas);
        return (await new RuleTester(subject, settings).RunAllAsync(CancellationToken.None).ConfigureAwait(false),
            await new RuleTester(subject, settings with { Engine = engine }).RunAllAsync(CancellationToken.None).ConfigureAwait(false));
    }

    private static ContentSchemas Schemas(string kql)
    {
        var found = new List<Diagnostic>();
        var schemas = ContentSchemas.Read([new SourceText("own.kql", kql)], found);
        Assert.That(found, Is.Empty);
        return schemas;
    }

    // Takes the query as Kusto would get it, without any schema or row of ours.
    private sealed class Same : IQueryEngine
    {
        private readonly ConcurrentDictionary<string, BoundQuery> _bound = new(StringComparer.Ordinal);

        public string Name => "the same engine";

        public ConcurrentQueue<string> Asked { get; } = [];

        public async Task<RunResult> RunAsync(string query, CancellationToken cancellation)
        {
            Asked.Enqueue(query);
            if (!_bound.TryGetValue(query, out var bound))
            {
                bound = _bound[query] = await TestRules.Binder.BindAsync(new QueryText(query, SchemaCatalog.Create(QueryEnvironment.Sentinel, ContentSchemas.Empty)), cancellation).ConfigureAwait(false);
            }

            Assert.That(bound.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => $"{d.Code}: {d.Message}"), Is.Empty, query);
            Assert.That((bound.Tables, bound.Functions, bound.Watchlists), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>(), Array.Empty<string>())), query);
            var compiled = QueryProgram.Compile(bound);
            Assert.That(compiled.Refusal?.Construct, Is.Null, query);
            // Another time than any test's: a query that still asks for the time gives other rows.
            return compiled.Program!.Run(new QueryInput { Now = new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero) }, cancellation: cancellation);
        }
    }
}
