using System.Text.Json.Nodes;
using ContentGen.Core.Yaml;
using ContentGen.Sigma.Writing;

namespace ContentGen.Sigma.Tests;

/// <summary>The specification's rules for backslashes and wildcards.</summary>
public sealed class SigmaTextTests
{
    [TestCase(@"C:\Windows\", @"C:\Windows\")]
    [TestCase(@"\\server\share", @"\\\\server\share")]
    [TestCase("a*b?", @"a\*b\?")]
    [TestCase(@"a\*", @"a\\\*")]
    [TestCase(@"a\\*", @"a\\\\\*")]
    [TestCase("", "")]
    public void Literal_is_escaped_by_the_specification(string literal, string written) => Assert.That(SigmaText.Escape(literal), Is.EqualTo(written));

    [TestCase(@"a\\*", "a\\|*")]
    [TestCase(@"\*", "*")]
    [TestCase(@"\\\\", @"\\")]
    [TestCase(@"a\b?c", @"a\b|?|c")]
    public void Value_is_read_by_the_specification(string value, string parts) =>
        Assert.That(string.Join('|', SigmaText.Read(value).Select(p => p.Text)), Is.EqualTo(parts));

    [Test]
    public void Any_parts_of_hard_signs_are_read_back_as_written()
    {
        var random = new Random(11);
        for (var i = 0; i < 20_000; i++)
        {
            var parts = new List<(bool IsWildcard, string Text)>();
            for (var n = random.Next(1, 6); n > 0; n--)
            {
                var isWildcard = (parts.Count > 0 && !parts[^1].IsWildcard) || random.Next(3) == 0;
                parts.Add((isWildcard, isWildcard ? "*?"[random.Next(2)].ToString() : string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => "\\\\*?a"[random.Next(5)]))));
            }

            Assert.That(SigmaText.Read(SigmaText.Write(parts)), Is.EqualTo(parts));
        }
    }

    [Test]
    public void Any_text_of_hard_signs_is_read_back_as_written()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => "\\\\\\*?a'"[random.Next(7)]));
            var read = SigmaText.Read(SigmaText.Escape(text));
            Assert.That(read.Count == 1 && !read[0].IsWildcard ? read[0].Text : "?", Is.EqualTo(text));
        }
    }

    [Test]
    public async Task Every_operand_of_the_corpus_is_read_back_as_written_and_quoted()
    {
        var literals = (await Task.WhenAll(CorpusQueries.All().Select(q => Conversions.BindAsync(q.Query, q.Environment)))).Where(b => b.Tree is not null)
            .SelectMany(b => b.Tree!.Root.Descendants()).Where(n => n is { Constant: not null, Type.Name: "string" }).Select(n => n.Constant!);
        var operands = Directory.EnumerateFiles(Path.Combine(TestFolders.Shared, "corpus", "sigma-pairs"), "*.json").SelectMany(f => Leaves(JsonNode.Parse(File.ReadAllText(f))!["tree"]!)).Concat(literals).Distinct().ToList();
        var wrong = operands.Where(o => o.Length > 0 && string.Concat(SigmaText.Read(SigmaText.Escape(o)).Select(p => p.Text)) != o).ToList();
        var judged = Judge.Sigma([string.Concat(operands.Select((o, i) => $"k{i}: {YamlText.Quote(o)}\n"))]).Single()["documents"]![0]!.AsObject();
        Assert.That(wrong, Is.Empty);
        Assert.That(operands.Where((o, i) => (string)judged[$"k{i}"]! != o), Is.Empty);
        Assert.That(operands, Has.Count.GreaterThan(12_000));
    }

    private static IEnumerable<string> Leaves(JsonNode node) => node switch
    {
        JsonArray { Count: >= 3 } leaf when leaf[1] is JsonValue => [(string)leaf[2]!],
        JsonArray list => list.SelectMany(n => Leaves(n!)),
        JsonObject group => group.SelectMany(g => Leaves(g.Value!)),
        _ => [],
    };
}
