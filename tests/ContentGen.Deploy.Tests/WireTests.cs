using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using ContentGen.Deploy.Service;
using ContentGen.Emulator;

namespace ContentGen.Deploy.Tests;

/// <summary>What the client makes of answers that are legal, odd or hostile, and what it never sends.</summary>
public sealed class WireTests
{
    private const string List = Lab.Rules + "?api-version=2025-07-01-preview";

    [TestCase("https://evil.example/next")]
    [TestCase("http://127.0.0.1:2/next")]
    [TestCase("https://127.0.0.1:1/next")]
    [TestCase("http://localhost:1/next")]
    [TestCase("//evil.example/next")]
    [TestCase("\\\\evil.example\\next")]
    [TestCase("http://127.0.0.1:1@evil.example/next")]
    [TestCase("http://user:secret@127.0.0.1:1/next")]
    [TestCase("file:///etc/passwd")]
    public async Task Next_page_elsewhere_is_not_asked_for(string link)
    {
        var script = new Script(_ => Json(200, new JsonObject { ["value"] = new JsonArray(), ["nextLink"] = link }));
        var error = await Assert.ThrowsAsync<AzureException>(() => PlanAsync(script));
        Assert.That((error!.Message, script.Requests), Is.EqualTo(("the service names an address on another host, which is not followed", 1)));
    }

    [TestCase("http://127.0.0.1:1" + List + "&$skipToken=a%2Bb%3D")]
    [TestCase(List + "&$skipToken=a%2Bb%3D")]
    [TestCase("?api-version=2025-07-01-preview&$skipToken=a%2Bb%3D")]
    public async Task Next_page_of_the_same_host_is_asked_for_as_it_is_written(string link)
    {
        using var lab = new Lab();
        var asked = new List<string>();
        var script = new Script(r =>
        {
            asked.Add(r.RequestUri!.PathAndQuery);
            var isFirst = asked.Count == 2;
            return Json(200, new JsonObject { ["value"] = new JsonArray(), ["nextLink"] = isFirst ? link : null });
        });
        _ = await PlanAsync(script);
        Assert.That(asked, Has.Member(List + "&$skipToken=a%2Bb%3D"));
    }

    // What a connection that closes too early may look like.
    [Test]
    public async Task Read_that_is_answered_with_nothing_is_asked_again()
    {
        var broken = new Script(_ => Text(200, ""));
        var requests = 0;
        _ = await PlanAsync(new Script(r => ++requests % 2 == 1 ? Text(200, "") : Json(200, new JsonObject { ["value"] = new JsonArray() })));
        var error = await Assert.ThrowsAsync<AzureException>(() => PlanAsync(broken));
        Assert.That((error!.Fault, error.Line, broken.Requests), Is.EqualTo((AzureFault.Connection, "the answer could not be read: it is empty", 3)));
    }

    [Test]
    public async Task Page_that_comes_twice_counts_once()
    {
        using var lab = new Lab(new EmulatorOptions { PageSize = 3 });
        _ = await lab.DeployAsync(Lab.Content(10));
        for (var at = 1; at <= 9; at++)
        {
            lab.Emulator.Expect(new Fault(FaultKind.DuplicatePage, at));
            Assert.That((await lab.PlanAsync(Lab.Content(10))).Items, Is.Empty);
        }
    }

    [Test]
    public async Task List_that_never_ends_is_an_error()
    {
        var script = new Script(r => Json(200, new JsonObject { ["value"] = new JsonArray(), ["nextLink"] = r.RequestUri!.ToString() }));
        Assert.That((await Assert.ThrowsAsync<AzureException>(() => PlanAsync(script)))!.Message, Does.Contain("does not end"));
    }

    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("")]
    [TestCase("{\"value\":{}}")]
    [TestCase("{\"value\":[")]
    [TestCase("<html>a proxy's page</html>")]
    public async Task Answer_that_is_no_list_is_an_error_and_no_empty_workspace(string body)
    {
        var script = new Script(_ => Text(200, body));
        _ = await Assert.ThrowsAsync<AzureException>(() => PlanAsync(script));
    }

    [TestCase("{\"value\":[null,3,\"x\",{},{\"name\":\"\"},{\"name\":\"r\"},{\"name\":\"s\",\"properties\":null},{\"name\":\"t\",\"kind\":7,\"properties\":[]}]}")]
    public async Task Items_that_are_no_rules_do_not_disturb(string body) =>
        Assert.That((await PlanAsync(new Script(r => Text(200, r.RequestUri!.AbsolutePath.EndsWith("/alertRules", StringComparison.Ordinal) ? body : "{\"value\":[]}")))).Items.Select(i => i.Id), Is.EqualTo(new[] { Lab.Id(1), "r", "s", "t" }));

    [TestCase(201, "Azure-AsyncOperation")]
    [TestCase(200, "Azure-AsyncOperation")]
    [TestCase(202, "Azure-AsyncOperation")]
    [TestCase(202, "Location")]
    [TestCase(201, "")]
    public async Task What_takes_time_is_waited_for(int status, string header)
    {
        var polls = 0;
        var answer = await PutAsync(new Script(r =>
        {
            if (r.Method == HttpMethod.Put)
            {
                var accepted = Json(status, new JsonObject { ["properties"] = new JsonObject { ["provisioningState"] = header.Length == 0 ? "InProgress" : "Succeeded" } });
                _ = header.Length > 0 && accepted.Headers.TryAddWithoutValidation(header, "http://127.0.0.1:1/operations/1?api-version=x");
                _ = accepted.Headers.TryAddWithoutValidation("Retry-After", "0");
                return accepted;
            }

            polls++;
            return header switch
            {
                "Location" => polls < 3 ? Text(202, "") : Json(200, new JsonObject { ["name"] = "x" }),
                "" => Json(200, new JsonObject { ["properties"] = new JsonObject { ["provisioningState"] = polls < 3 ? "Creating" : "Succeeded" } }),
                _ => Json(200, new JsonObject { ["status"] = polls < 3 ? "Running" : "succeeded" }),
            };
        }));
        Assert.That((answer.Status, polls), Is.EqualTo((status, 3)));
    }

    [TestCase("Failed")]
    [TestCase("Canceled")]
    public async Task What_takes_time_and_fails_is_told_in_the_services_words(string state)
    {
        var error = await Assert.ThrowsAsync<AzureException>(() => PutAsync(new Script(r => r.Method == HttpMethod.Put
            ? Accepted("http://127.0.0.1:1/operations/1", "0")
            : Json(200, new JsonObject { ["status"] = state, ["error"] = new JsonObject { ["code"] = "InvalidCsv", ["message"] = "line 3 has too few columns" } }))));
        Assert.That((error!.Code, error.Message), Is.EqualTo(("InvalidCsv", "line 3 has too few columns")));
    }

    [Test]
    public async Task Operation_on_another_host_is_not_asked_about()
    {
        var script = new Script(_ => Accepted("https://evil.example/operations/1", "0"));
        Assert.That((await Assert.ThrowsAsync<AzureException>(() => PutAsync(script)))!.Message, Does.Contain("another host"));
        Assert.That(script.Requests, Is.EqualTo(1));
    }

    [Test]
    public async Task Operation_that_never_ends_is_given_up()
    {
        var script = new Script(r => r.Method == HttpMethod.Put ? Accepted("http://127.0.0.1:1/operations/1", "0") : Json(200, new JsonObject { ["status"] = "Running" }));
        Assert.That((await Assert.ThrowsAsync<AzureException>(() => PutAsync(script, o => o with { OperationTimeout = TimeSpan.FromMilliseconds(50) })))!.Message, Does.Contain("not finished"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Retry_After_is_obeyed_in_seconds_and_as_a_date(bool asDate)
    {
        var watch = new Stopwatch();
        var answer = await PutAsync(new Script(r =>
        {
            if (watch.IsRunning)
            {
                return Json(200, []);
            }

            watch.Start();
            var refusal = Json(429, new JsonObject { ["error"] = new JsonObject { ["code"] = "TooManyRequests", ["message"] = "The request is being throttled." } });
            _ = refusal.Headers.TryAddWithoutValidation("Retry-After", asDate ? DateTimeOffset.UtcNow.AddSeconds(3).ToString("r", CultureInfo.InvariantCulture) : "2");
            return refusal;
        }));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Status, Is.EqualTo(200));
            Assert.That(watch.Elapsed, Is.GreaterThan(TimeSpan.FromSeconds(1.9)));
        }
    }

    [TestCase(409, "{\"error\":{\"code\":\"Conflict\",\"message\":\"Newer instance of rule 'x' exists for workspace 'y' (Etag does not match). Data was not saved.\"}}", AzureFault.Moved)]
    [TestCase(412, "", AzureFault.Moved)]
    [TestCase(409, "{\"error\":{\"code\":\"Conflict\",\"message\":\"Another operation is in progress.\"}}", AzureFault.Conflict)]
    [TestCase(409, "{\"error\":{\"code\":\"Conflict\",\"message\":\"The rule with id 'x' was recently deleted. You need to allow some time before re-using the same id.\"}}", AzureFault.RecentlyDeleted)]
    [TestCase(400, "{\"error\":{\"code\":\"BadRequest\",\"message\":\"The rule with id 'x' was recently deleted. You need to allow some time before re-using the same id.\"}}", AzureFault.RecentlyDeleted)]
    [TestCase(400, "{\"error\":{\"code\":\"BadRequest\",\"message\":\"Failed to run the analytics rule query. One of the tables does not exist.\"}}", AzureFault.MissingTable)]
    [TestCase(400, "{\"error\":{\"code\":\"BadRequest\",\"message\":\"Invalid data model. \"}}", AzureFault.Other)]
    [TestCase(401, "", AzureFault.Unauthorized)]
    [TestCase(403, "{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"no\"}}", AzureFault.Forbidden)]
    [TestCase(404, "<html>", AzureFault.NotFound)]
    [TestCase(503, "{\"error\":", AzureFault.Unavailable)]
    [TestCase(302, "", AzureFault.Other)]
    [TestCase(409, "{\"code\":\"DeploymentFailed\",\"message\":\"see details\",\"details\":[{\"code\":\"Conflict\",\"message\":\"{\\r\\n \\\"error\\\": {\\\"code\\\": \\\"Conflict\\\", \\\"message\\\": \\\"Newer instance of rule 'x' (Etag does not match).\\\"}}\"}]}", AzureFault.Moved)]
    public async Task Refusals_have_a_meaning_and_the_services_words(int status, string body, AzureFault fault)
    {
        var error = await Assert.ThrowsAsync<AzureException>(() => PutAsync(new Script(_ => Text(status, body))));
        Assert.That((error!.Fault, error.Status), Is.EqualTo((fault, status)));
    }

    [TestCase("{\"error\":{\"code\":\"C\",\"message\":\"no\",\"details\":[]}}", "403 C: no")]
    [TestCase("\uFEFF{\"code\":\"C\",\"message\":\"no\",\"details\":null,\"target\":null}", "403 C: no")]
    [TestCase("{\"Error\":{\"Code\":\"C\",\"Message\":\"no\"}}", "403 C: no")]
    [TestCase("{\"error\":{\"code\":\"C\",\"message\":{\"lang\":\"en\",\"value\":\"no\"}}}", "403 C: no")]
    [TestCase("{\"error\":\"no\"}", "403 Forbidden: no")]
    [TestCase("{\"Message\":\"no\"}", "403 Forbidden: no")]
    [TestCase("<html><body>canary-token-5f2c1d</body></html>", "403 Forbidden: the service says no more")]
    [TestCase("", "403 Forbidden: the service says no more")]
    [TestCase("{\"error\":{\"code\":\"C\",\"message\":\"you sent Bearer canary-token-5f2c1d\"}}", "403 C: you sent Bearer [token]")]
    public async Task Errors_of_every_shape_are_told_in_one_line(string body, string line)
    {
        var error = await Assert.ThrowsAsync<AzureException>(() => PutAsync(new Script(_ => Text(403, body))));
        Assert.That(error!.Line, Is.EqualTo(line));
    }

    [TestCase("http://127.0.0.1:1/operations/1?api-version=2025-07-01")]
    [TestCase("/operations/1?api-version=2025-07-01")]
    [TestCase("operations/1?api-version=2025-07-01")]
    public async Task Operation_is_asked_for_where_its_address_leads_from_the_request(string address)
    {
        var asked = new List<string>();
        var script = new Script(r =>
        {
            asked.Add(r.RequestUri!.PathAndQuery);
            return asked.Count == 1 ? Accepted(address, "0") : Json(200, new JsonObject { ["status"] = "succeeded" });
        });
        _ = await PutAsync(script);
        Assert.That(asked, Is.EqualTo(new[] { "/x?api-version=2025-07-01", "/operations/1?api-version=2025-07-01" }));
    }

    [Test]
    public async Task Requests_name_an_api_version_and_carry_the_etag_in_the_body()
    {
        using var lab = new Lab();
        _ = await lab.DeployAsync(Lab.Content(1));
        var seen = new List<(HttpRequestMessage Request, string Body)>();
        lab.Connection = Lab.Fast(new HttpClientTransport(new HttpClient(new Listener(lab.Emulator, seen))));
        _ = await lab.DeployAsync(Lab.Content(Lab.Rule(1, Lab.Body(1, severity: "High")), Lab.Rule(2)));
        var puts = seen.Where(s => s.Request.Method == HttpMethod.Put).ToDictionary(s => s.Request.RequestUri!.AbsolutePath, s => JsonNode.Parse(s.Body)!.AsObject());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen.Select(s => s.Request.RequestUri!.Query), Is.All.StartsWith("?api-version=2025-07-01-preview"));
            Assert.That(seen.Select(s => s.Request.Headers.IfMatch.Count + s.Request.Headers.IfNoneMatch.Count), Is.All.Zero);
            Assert.That(puts[$"{Lab.Rules}/{Lab.Id(1)}"].Select(p => p.Key), Is.EquivalentTo(new[] { "kind", "properties", "etag" }));
            Assert.That(puts[$"{Lab.Rules}/{Lab.Id(1)}"]["etag"]!.GetValue<string>(), Does.Match("^\".*\"$"));
            Assert.That(puts[$"{Lab.Rules}/{Lab.Id(2)}"].Select(p => p.Key), Is.EquivalentTo(new[] { "kind", "properties" }));
            Assert.That(puts[$"{Lab.Marks}/analyticsrule-{Lab.Id(1)}"].Select(p => p.Key), Is.EquivalentTo(new[] { "properties", "etag" }));
        }
    }

    [Test]
    public void Rate_of_writes_stays_within_the_buckets()
    {
        var clock = new SteppedClock();
        var bucket = new TokenBucket(200, 10, clock);
        var waits = new List<double>();
        for (var i = 0; i < 260; i++)
        {
            waits.Add(bucket.Take().TotalSeconds);
        }

        clock.Now += TimeSpan.FromSeconds(1_000);
        var refilled = bucket.Take();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(waits.Take(200), Is.All.Zero);
            Assert.That(waits.Skip(200), Is.EqualTo(Enumerable.Range(1, 60).Select(i => i / 10.0)).Within(1e-6));
            Assert.That(refilled, Is.EqualTo(TimeSpan.Zero));
        }

    }

    private static async Task<Planning.Plan> PlanAsync(Script script)
    {
        using var lab = new Lab { Connection = Lab.Fast(new HttpClientTransport(new HttpClient(script))) };
        return await lab.PlanAsync(Lab.Content(1));
    }

    private static async Task<AzureAnswer> PutAsync(Script script, Func<ConnectionOptions, ConnectionOptions>? change = null)
    {
        var options = Lab.Fast(new HttpClientTransport(new HttpClient(script)));
        options = change?.Invoke(options) ?? options;
        var cloud = Lab.TargetOf("http://127.0.0.1:1").Cloud;
        return await new AzureClient(new AzureWire(AzureConnection.Open(cloud, options), cloud.Endpoint, options), options).PutAsync("/x", "2025-07-01", new JsonObject(), CancellationToken.None);
    }

    private static HttpResponseMessage Accepted(string operation, string after)
    {
        var response = Text(202, "");
        _ = response.Headers.TryAddWithoutValidation("Azure-AsyncOperation", operation);
        _ = response.Headers.TryAddWithoutValidation("Retry-After", after);
        return response;
    }

    private static HttpResponseMessage Json(int status, JsonObject body) => Text(status, body.ToJsonString());

    private static HttpResponseMessage Text(int status, string body) => new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private sealed class Script(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            var response = answer(request);
            response.RequestMessage = request;
            return Task.FromResult(response);
        }
    }

    private sealed class Listener(SentinelEmulator emulator, List<(HttpRequestMessage, string)> seen) : DelegatingHandler(new EmulatorHandler(emulator))
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            lock (seen)
            {
                seen.Add((request, body));
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class SteppedClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
