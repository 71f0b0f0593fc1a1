using ContentGen.Core.Content;
using ContentGen.Detection.Mutation;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Detection.Tests;

/// <summary>The rules of content/: their tests pass, show every false positive, and hold every part of the query in place.</summary>
public class ContentTests
{
    private static IEnumerable<string> Rules => Directory.EnumerateFiles(Path.Combine(TestFolders.Repository, "content", "rules"), "*.yaml", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(TestFolders.Repository, f)).Order(StringComparer.Ordinal);

    [Test]
    public void There_are_three_rules() => Assert.That(Rules.Count(), Is.EqualTo(3));

    [TestCaseSource(nameof(Rules))]
    public async Task Rule_fires_on_its_attacks_and_stays_silent_on_its_false_positives(string path)
    {
        var subject = Subject(path);
        var outcomes = await new RuleTester(subject, TestRules.Settings()).RunAllAsync(CancellationToken.None).ConfigureAwait(false);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Where(o => o.Verdict != Verdict.Pass).Select(o => $"{o.Test.Name.Value}: {o.Reason}"), Is.Empty);
            Assert.That(subject.Rule.Tests.Count(t => t.Expects?.Value == Expectation.Alert && t.Signals.Length > 0), Is.AtLeast(3));
            Assert.That(
                subject.Rule.FalsePositives.Select(f => f.Id.Value).Except(subject.Rule.Tests.Where(t => t.Expects?.Value == Expectation.Silence).Select(t => t.FalsePositive?.Value ?? "")), Is.Empty);
        }
    }

    [TestCaseSource(nameof(Rules))]
    public async Task Tests_notice_nine_of_ten_changes_of_the_query_and_every_lost_branch(string path)
    {
        var subject = Subject(path);
        var settings = TestRules.Settings();
        var outcomes = await new RuleTester(subject, settings).RunAllAsync(CancellationToken.None).ConfigureAwait(false);
        var score = (await new Mutator(settings).RunAsync(subject, outcomes, CancellationToken.None).ConfigureAwait(false))!;
        await TestContext.Out.WriteLineAsync($"{path}: {score.Killed} of {score.Total} mutants noticed").ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(score.Total, Is.AtLeast(20));
            Assert.That(score.Percent, Is.AtLeast(90), string.Join('\n', score.Survivors.Select(s => s.Mutant.Description)));
            Assert.That(score.Survivors.Where(s => s.Mutant.Kind == MutationKind.BranchRemoved).Select(s => s.Mutant.Description), Is.Empty);
        });
    }

    private static TestSubject Subject(string path) => TestRules.Subject(File.ReadAllText(Path.Combine(TestFolders.Repository, path)), ContentSchemas.Empty);
}
