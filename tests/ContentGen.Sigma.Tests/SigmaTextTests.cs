using System.Text.Json.Nodes;
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
    public void Every_operand_of_the_corpus_is_read_back_as_written_and_quoted()
    {
        var operands = Directory.EnumerateFiles(Path.Combine(TestFolders.Shared, "corpus", "sigma-pairs"), "*.json").SelectMany(f => Leaves(JsonNode.Parse(File.ReadAllText(f))!["tree"]!)).Distinct().ToList();
        var wrong = operands.Where(o => o.Length > 0 && string.Concat(SigmaText.Read(SigmaText.Escape(o)).Select(p => p.Text)) != o).ToList();
        var judged = Judge.Sigma([string.Concat(operands.Select((o, i) => $"k{i}: {YamlScalarText.Quote(o)}\n"))]).Single()["documents"]![0]!.AsObject();
        Assert.That(wrong, Is.Empty);
        Assert.That(operands.Where((o, i) => (string)judged[$"k{i}"]! != o), Is.Empty);
        Assert.That(operands, Has.Count.GreaterThan(5000));
    }

    private static IEnumerable<string> Leaves(JsonNode node) => node switch
    {
        JsonArray { Count: >= 3 } leaf when leaf[1] is JsonValue => [(string)leaf[2]!],
        JsonArray list => list.SelectMany(n => Leaves(n!)),
        JsonObject group => group.SelectMany(g => Leaves(g.Value!)),
        _ => [],
    };
}
