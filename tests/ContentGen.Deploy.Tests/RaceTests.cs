using Azure.Core.Pipeline;
using ContentGen.Deploy.Applying;
using ContentGen.Emulator;

namespace ContentGen.Deploy.Tests;

/// <summary>Two deployments of one project at once.</summary>
public sealed class RaceTests
{
    [Test]
    public async Task Two_deployments_that_change_the_same_rules_never_mix_within_one()
    {
        using var lab = new Lab();
        _ = await lab.DeployAsync(Lab.Content(20));
        var (one, two) = (Lab.Content(20, "SecurityEvent | take 1"), Lab.Content(20, "SecurityEvent | take 2"));
        var (first, second) = (await lab.PlanAsync(one), await lab.PlanAsync(two));
        var results = await Task.WhenAll(Task.Run(() => lab.ApplyAsync(first)), Task.Run(() => lab.ApplyAsync(second)));
        var (hashes, marks) = (lab.Hashes(), lab.MarkHashes());
        using (Assert.EnterMultipleScope())
        {
            for (var i = 0; i < 20; i++)
            {
                var id = one.Resources[i].Id;
                var outcomes = results.Select(r => r.Single(x => x.Item.Id == id).Outcome).ToList();
                Assert.That(outcomes, Is.EquivalentTo(new[] { Outcome.Done, Outcome.Refused }), id);
                var expected = outcomes[0] == Outcome.Done ? one.Resources[i].Hash : two.Resources[i].Hash;
                Assert.That((hashes[id], marks[id]), Is.EqualTo((expected, expected)));
            }
        }
    }

    // There is no etag to protect what is not there yet: the later one wins, and both rule and mark are its own.
    [Test]
    public async Task Two_deployments_that_create_the_same_rules_end_in_one_of_them_and_the_other_says_so()
    {
        var contested = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            using var lab = new Lab();
            var (one, two) = (Lab.Content(6, "SecurityEvent | take 1"), Lab.Content(6, "SecurityEvent | take 2"));
            var (first, second) = (await lab.PlanAsync(one), await lab.PlanAsync(two));
            lab.Connection = Lab.Fast(new HttpClientTransport(new HttpClient(new JitterHandler(lab, seed))));
            var results = await Task.WhenAll(Task.Run(() => lab.ApplyAsync(first)), Task.Run(() => lab.ApplyAsync(second)));
            var (hashes, marks) = (lab.Hashes(), lab.MarkHashes());
            for (var i = 0; i < 6; i++)
            {
                var id = one.Resources[i].Id;
                var (x, y) = (results[0].Single(r => r.Item.Id == id), results[1].Single(r => r.Item.Id == id));
                var winner = hashes[id] == one.Resources[i].Hash ? x : y;
                var loser = winner == x ? y : x;
                var what = $"seed {seed}, rule {i + 1}: {x.Outcome} {x.Message}, {y.Outcome} {y.Message}";
                Assert.That(hashes[id], Is.EqualTo(one.Resources[i].Hash).Or.EqualTo(two.Resources[i].Hash), what);
                Assert.That(marks[id], Is.EqualTo(hashes[id]), what);
                Assert.That(winner.Outcome, Is.EqualTo(Outcome.Done), what);
                // The loser knows, or it had come to its very end before; then the winner says that something was there.
                Assert.That(loser.Outcome == Outcome.Refused || (loser.Outcome == Outcome.Done && winner.Message is not null), what);
                contested += winner.Message is null ? 0 : 1;
            }
        }

        Assert.That(contested, Is.GreaterThan(10));
    }

    // Neither deleting nor what is new has an etag. Whoever comes last has the rule; and where one is left without its rule, it knows.
    [Test]
    public async Task Deployment_that_changes_rules_and_one_that_deletes_them_end_in_one_of_both()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            using var lab = new Lab(new EmulatorOptions { Tombstone = TimeSpan.Zero }, more: "prune: delete\n");
            _ = await lab.DeployAsync(Lab.Content(6));
            var one = Lab.Content(6, "SecurityEvent | take 1");
            var (first, second) = (await lab.PlanAsync(one), await lab.PlanAsync(Lab.Content(0)));
            lab.Connection = Lab.Fast(new HttpClientTransport(new HttpClient(new JitterHandler(lab, seed))));
            var results = await Task.WhenAll(Task.Run(() => lab.ApplyAsync(first)), Task.Run(() => lab.ApplyAsync(second)));
            var hashes = lab.Hashes();
            foreach (var wanted in one.Resources)
            {
                var (changed, deleted) = (results[0].Single(r => r.Item.Id == wanted.Id), results[1].Single(r => r.Item.Id == wanted.Id));
                var what = $"seed {seed}: {changed.Outcome} {changed.Message}, {deleted.Outcome} {deleted.Message}";
                Assert.That(hashes.GetValueOrDefault(wanted.Id), Is.Null.Or.EqualTo(wanted.Hash), what);
                Assert.That(hashes.ContainsKey(wanted.Id) ? changed.Outcome : deleted.Outcome, Is.EqualTo(Outcome.Done), what);
            }

            // The next run of either ends in its content.
            lab.Connection = Lab.Fast(new HttpClientTransport(new HttpClient(new EmulatorHandler(lab.Emulator))));
            _ = await lab.DeployAsync(one);
            lab.AssertDeployed(one);
        }
    }

    private sealed class JitterHandler(Lab lab, int seed) : DelegatingHandler(new EmulatorHandler(lab.Emulator))
    {
        private readonly Random _random = new(seed);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            int wait;
            lock (_random)
            {
                wait = _random.Next(4);
            }

            await Task.Delay(wait, cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
