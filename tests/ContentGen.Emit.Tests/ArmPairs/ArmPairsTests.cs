namespace ContentGen.Emit.Tests.ArmPairs;

/// <summary>Rules as packagers made resources of them: each pair is equal to ours, property by property, or every difference has a name.</summary>
public sealed class ArmPairsTests
{
    private const int Pairs = 397;

    private const int MaxExplanations = 12;

    [Test]
    public void Every_difference_from_what_a_packager_made_of_a_rule_is_explained()
    {
        var pairs = ArmPair.All().ToList();
        var used = PairExplanations.All.ToDictionary(e => e.Key, _ => 0, StringComparer.Ordinal);
        var open = new List<string>();
        foreach (var difference in pairs.SelectMany(p => p.Differences))
        {
            var names = PairExplanations.All.Where(e => e.Value(difference)).Select(e => e.Key).ToList();
            names.ForEach(n => used[n]++);
            open.AddRange(names.Count == 0 ? [difference.ToString()] : []);
        }

        TestContext.Out.WriteLine($"{pairs.Count} pairs, {pairs.Count(p => p.Differences.IsEmpty)} equal, {pairs.Sum(p => p.Differences.Length)} differences");
        TestContext.Out.WriteLine(string.Concat(used.Select(u => $"{u.Value,5}  {u.Key}\n")));
        Assert.Multiple(() =>
        {
            Assert.That(pairs, Has.Count.EqualTo(Pairs));
            Assert.That(open, Is.Empty);
            Assert.That(used.Values, Is.All.Positive, "an explanation that explains nothing");
            Assert.That(used, Has.Count.LessThanOrEqualTo(MaxExplanations));
        });
    }

    [Test]
    public void Queries_that_are_marked_as_equal_are_equal_to_the_letter()
    {
        var index = File.ReadLines(Path.Combine(TestFolders.Shared, "corpus", "arm-pairs", "index.tsv")).Skip(1).Select(l => l.Split('\t')).ToDictionary(c => c[0], c => c[5]);
        Assert.That(ArmPair.All().Where(p => p.IsOfAnotherRevision).Select(p => p.Name), Is.EqualTo(index.Where(i => i.Value == "differs").Select(i => i.Key)));
    }
}
