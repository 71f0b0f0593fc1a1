using ContentGen.Checks.Compilation;
using ContentGen.Cli.Content;
using ContentGen.Cli.Running;
using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Emit;
using ContentGen.Emit.Arm;
using ContentGen.Emit.Model;

namespace ContentGen.Cli.Tests;

/// <summary>fmt --kql over the community's rules, each fourth or all: a rule says the same as before, and formatting it again changes nothing.</summary>
public sealed class FmtCorpusTests
{
    [Test]
    public async Task Formatted_rules_say_the_same_and_stay_as_they_are()
    {
        using var host = Engine.CreateHost();
        var faults = new List<string>();
        var (changed, left) = (0, 0);
        foreach (var path in Sampling.Each(4, TestFolders.CorpusRules()))
        {
            var before = new SourceText(path, SourceDecoder.TryDecode(await File.ReadAllBytesAsync(path))!);
            var formatted = await QueryFormatting.FormatAsync(before, host, CancellationToken.None);
            var after = new SourceText(path, formatted.Text);
            changed += after.Text == before.Text ? 0 : 1;
            left += formatted.Left is null ? 0 : 1;
            if ((await QueryFormatting.FormatAsync(after, host, CancellationToken.None)).Text != after.Text)
            {
                faults.Add($"{Path.GetFileName(path)}: the second run changes it again");
            }

            faults.AddRange(Differences(before, after).Select(d => $"{Path.GetFileName(path)}: {d}"));
        }

        await TestContext.Out.WriteLineAsync($"{changed} files changed, {left} left as they are in part");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(faults, Is.Empty);
            Assert.That(changed, Is.GreaterThan(Sampling.Count(140, 600)));
            Assert.That(left, Is.LessThan(Sampling.Count(12, 40)));
        }
    }

    [TestCase("T | where a == 'x  y' // c", "T|where a=='x  y'// c", true)]
    [TestCase("T | where a == 'x y'", "T | where a == 'x  y'", false)]
    [TestCase("T // a\n| take 1", "T // a | take 1", false)]
    [TestCase("T | where a == @'x\\' | take 1", "T | where a == @'x\\'| take 1", true)]
    [TestCase("T | where a == \"it's // no comment\"", "T|where a==\"it's // no comment\"", true)]
    public void Judge_tells_what_is_the_same(string one, string other, bool same) => Assert.That(KqlTokens.Of(one) == KqlTokens.Of(other), Is.EqualTo(same));

    private static IEnumerable<string> Differences(SourceText before, SourceText after)
    {
        var (x, y) = (RuleFile.Read(before).Rule, RuleFile.Read(after).Rule);
        if (x is null || y is null)
        {
            yield return "it cannot be read";
            yield break;
        }

        if (Queries(x).Zip(Queries(y)).Any(p => KqlTokens.Of(p.First.Text) != KqlTokens.Of(p.Second.Text)))
        {
            yield return "a query says something else";
        }

        if (Compiled(x) != Compiled(y))
        {
            yield return "something beside the query changed";
        }

        if (!Lines(before, x).Order(StringComparer.Ordinal).SequenceEqual(Lines(after, y).Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            yield return "a line outside of the queries changed or was lost";
        }
    }

    private static IEnumerable<KqlText> Queries(Rule rule) => rule.HuntingQueries.Select(h => h.Query).Prepend(rule.Query).OfType<KqlText>();

    private static string Compiled(Rule rule) => System.Text.Encoding.UTF8.GetString(ArmTemplate.Print([AlertRuleModel.Create(rule with { Query = null }, EmitOptions.Default)]).Span);

    // Comments too; where a query stands nothing is compared.
    private static IEnumerable<string> Lines(SourceText source, Rule rule)
    {
        var queries = Queries(rule).Select(q => q.Scalar.Span).ToList();
        return Enumerable.Range(1, source.LineCount).Where(n => !queries.Exists(q => source.StartOfLine(n) < q.End && q.Start <= source.EndOfLine(n)))
            .Select(n => source.Text[source.StartOfLine(n)..source.EndOfLine(n)]).Where(l => l.Length > 0);
    }
}
