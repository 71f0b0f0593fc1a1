using System.Net;
using System.Text;
using Azure.Core.Pipeline;
using ContentGen.Deploy.Applying;

namespace ContentGen.Deploy.Tests;

/// <summary>The second look at what was written.</summary>
public sealed class VerificationTests
{
    // For a moment, or for ever: then the rules themselves are asked.
    [TestCase(2)]
    [TestCase(int.MaxValue)]
    public async Task List_that_is_behind_the_writes_is_not_taken_for_somebody_elses(int answers)
    {
        using var lab = new Lab();
        _ = await lab.DeployAsync(Lab.Content(Lab.Rule(1), Lab.Rule(2)));
        var content = Lab.Content(Lab.Rule(1, Lab.Body(1, severity: "High")), Lab.Rule(2), Lab.Rule(3));
        var late = new OtherAnswers(lab, (path, old, now, count) => path == Lab.Rules && count <= answers ? old : now);
        lab.Connection = Lab.Fast(new HttpClientTransport(new HttpClient(late)));
        var results = await lab.DeployAsync(content);
        Assert.That(results.Select(r => (r.Outcome, r.Message)), Is.All.EqualTo((Outcome.Done, (string?)null)));
        lab.AssertDeployed(content);
    }

    [Test]
    public async Task What_the_service_keeps_in_another_form_is_told_and_nobody_else_is_blamed()
    {
        using var lab = new Lab();
        var other = new OtherAnswers(lab, (_, _, now, _) => now.Replace("What it finds.", "What it finds!", StringComparison.Ordinal));
        lab.Connection = Lab.Fast(new HttpClientTransport(new HttpClient(other)));
        var result = (await lab.DeployAsync(Lab.Content(1))).Single();
        Assert.That((result.Outcome, result.Message), Is.EqualTo((Outcome.Done, "the service keeps it in another form than it was written: description")));
    }

    [Test]
    public async Task Write_that_had_no_effect_is_refused_with_what_is_there()
    {
        using var lab = new Lab();
        _ = await lab.DeployAsync(Lab.Content(1));
        var old = new OtherAnswers(lab, (path, old, now, _) => path.StartsWith(Lab.Rules, StringComparison.Ordinal) ? old : now);
        lab.Connection = Lab.Fast(new HttpClientTransport(new HttpClient(old)));
        var result = (await lab.DeployAsync(Lab.Content(1, "SecurityEvent | take 1"))).Single();
        Assert.That((result.Outcome, result.Message), Is.EqualTo((Outcome.Refused, "it was written, and what was there before is there still; plan again, should the service only be slow to show it")));
    }

    // Once something was written, reads are answered by this: from the path, the first answer of it, the true one, and how many there were since.
    private sealed class OtherAnswers(Lab lab, Func<string, string, string, int, string> answer) : DelegatingHandler(new EmulatorHandler(lab.Emulator))
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<string, (string First, int Count)> _seen = new(StringComparer.Ordinal);
        private bool _written;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (request.Method != HttpMethod.Get)
            {
                _written = true;
                return response;
            }

            if (response.StatusCode != HttpStatusCode.OK)
            {
                return response;
            }

            var (path, text) = (request.RequestUri!.AbsolutePath, await response.Content.ReadAsStringAsync(cancellationToken));
            lock (_lock)
            {
                var (first, count) = _seen.GetValueOrDefault(path, (text, 0));
                _seen[path] = (first, _written ? count + 1 : count);
                response.Content = new StringContent(_written ? answer(path, first, text, count + 1) : text, Encoding.UTF8, "application/json");
            }

            return response;
        }
    }
}
