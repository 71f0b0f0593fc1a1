using System.Diagnostics;
using ContentGen.Core.Edits;

namespace ContentGen.Core.Tests;

/// <summary>The judge is git: a difference that it applies gives the other text.</summary>
public sealed class UnifiedDiffTests
{
    private static IEnumerable<TestCaseData> Pairs()
    {
        yield return new TestCaseData("a\nb\nc\n", "a\nB\nc\n").SetName("{m}(one line)");
        yield return new TestCaseData("a\r\nb\r\n", "a\r\nb\r\nc\r\n").SetName("{m}(CRLF)");
        yield return new TestCaseData("a\r\nb\r\n", "a\nb\r\n").SetName("{m}(line ending)");
        yield return new TestCaseData("a", "b").SetName("{m}(no line feed at the end)");
        yield return new TestCaseData("a\nb", "a\nb\n").SetName("{m}(line feed added at the end)");
        yield return new TestCaseData("a\n", "x\na\n").SetName("{m}(first line added)");
        yield return new TestCaseData(Lines(1..100), Lines(1..40) + "new\n" + Lines(41..60) + Lines(62..100)).SetName("{m}(two hunks)");
        var random = new Random(20261121);
        for (var i = 0; i < 15; i++)
        {
            yield return new TestCaseData(Some(random), Some(random)).SetName($"{{m}}(chance {i})");
        }

        yield return new TestCaseData(Lines(1..3000), Lines(5000..9000)).SetName("{m}(nothing in common)");
    }

    [TestCaseSource(nameof(Pairs))]
    public async Task Git_applies_the_difference(string before, string after)
    {
        var folder = TestFolders.Temporary();
        var path = Path.Combine(folder, "rule.yaml");
        await File.WriteAllTextAsync(path, before);
        await File.WriteAllTextAsync(Path.Combine(folder, "d.patch"), UnifiedDiff.Between("rule.yaml", before, after));
        using var git = Process.Start(new ProcessStartInfo("git", ["-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "d.patch"]) { WorkingDirectory = folder, RedirectStandardError = true })!;
        var error = await git.StandardError.ReadToEndAsync();
        await git.WaitForExitAsync();
        Assert.That(await File.ReadAllTextAsync(path), Is.EqualTo(after), error);
    }

    [Test]
    public void Same_text_has_no_difference() => Assert.That(UnifiedDiff.Between("x", "a\n", "a\n"), Is.Empty);

    [Test]
    public void Difference_is_the_shortest()
    {
        var diff = UnifiedDiff.Between("x", "a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n");
        Assert.That(diff.Split('\n').Count(l => l is ['+' or '-', not ('+' or '-'), ..]), Is.EqualTo(5));
    }

    private static string Lines(Range range) => string.Concat(Enumerable.Range(range.Start.Value, range.End.Value - range.Start.Value + 1).Select(i => $"line {i}\n"));

    // Never equal: an empty patch is an error to git.
    private static string Some(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => $"{(char)('a' + random.Next(4))}\n")) + random.Next(int.MaxValue) + (random.Next(2) == 0 ? "" : "\n");
}
