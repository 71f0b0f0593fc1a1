using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using ContentGen.Deploy.Model;

namespace ContentGen.Deploy.Tests;

/// <summary>A workspace larger than Sentinel allows today.</summary>
[NonParallelizable]
public sealed class ScaleTests
{
    private const int Rules = 5_000;

    [Test]
    public async Task Five_thousand_rules_are_read_and_planned_within_five_seconds_and_500_MB()
    {
        var query = string.Concat(Enumerable.Range(0, 60).Select(i => $"SecurityEvent | where EventID == {i} and Account has 'someone'\n"));
        var content = Lab.Content(Rules, query);
        using var lab = new Lab();
        lab.Connection = Lab.Fast(new HttpClientTransport(new HttpClient(new Pages(content))));
        var process = Process.GetCurrentProcess();
        var (started, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
        var plan = await lab.PlanAsync(content);
        process.Refresh();
        var (work, memory) = (process.TotalProcessorTime - started, GC.GetTotalMemory(forceFullCollection: false));
        await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Rules} rules: {watch.Elapsed.TotalSeconds:0.00} s, {work.TotalSeconds:0.00} s of processor, {memory / 1_000_000} MB managed, {process.PeakWorkingSet64 / 1_000_000} MB at most"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Items, Is.Empty);
            // Of the processor, not of the clock: other tests run beside this one.
            Assert.That(work, Is.LessThan(TimeSpan.FromSeconds(5)));
            Assert.That(memory, Is.LessThan(500_000_000));
        }
    }

    // Pages that were made before the clock starts.
    private sealed class Pages : HttpMessageHandler
    {
        private readonly Dictionary<string, byte[]> _pages = new(StringComparer.Ordinal);

        public Pages(DesiredContent content)
        {
            Add(Lab.Rules, [.. content.Resources.Select(r => Resource($"{Lab.Rules}/{r.Id}", r.Id, r.Body))]);
            Add(Lab.Marks, [.. content.Resources.Select(r => Resource(
                $"{Lab.Marks}/analyticsrule-{r.Id}", $"analyticsrule-{r.Id}", OwnershipMark.Body(r.Kind, r.Id, $"{Lab.Rules}/{r.Id}", r.Version, content.Project, r.Canonical)))]);
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new ByteArrayContent(_pages[request.RequestUri!.PathAndQuery]) });

        private static JsonObject Resource(string id, string name, JsonObject body)
        {
            var resource = body.DeepClone().AsObject();
            (resource["id"], resource["name"], resource["etag"]) = (id, name, "\"0300bf09-0000-0000-0000-5c37296e0000\"");
            return resource;
        }

        private void Add(string path, List<JsonObject> resources)
        {
            const int size = 100;
            var first = $"{path}?api-version=2025-07-01-preview";
            for (var skip = 0; skip < resources.Count; skip += size)
            {
                var page = new JsonObject { ["value"] = new JsonArray([.. resources.Skip(skip).Take(size)]) };
                if (skip + size < resources.Count)
                {
                    page["nextLink"] = $"http://127.0.0.1:1{first}&$skipToken={skip + size}";
                }

                _pages[skip == 0 ? first : $"{first}&$skipToken={skip}"] = Encoding.UTF8.GetBytes(page.ToJsonString());
            }
        }
    }
}
