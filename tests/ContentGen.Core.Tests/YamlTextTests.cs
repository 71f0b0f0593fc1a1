using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Tests;

/// <summary>Whatever is written as a scalar is read back as the same text, in every place where a scalar can stand.</summary>
public sealed class YamlTextTests
{
    private static readonly string[] Pieces =
    [
        "a", "Z", "_", "0", "-", "+", ".", "/", "\\", ":", ": ", " ", "  ", "#", " #", "'", "''", "\"", ",", "[", "]", "{", "}", "*", "&", "!", "|", ">", "%", "@", "`", "~",
        "\n", "\r\n", "\t", "\u0001", "\u007f", "\u0085", "\u00a0", "\u2028", "\u2029", "\ufeff", "\ud83d\ude00", "ö", "null", "true", "off", "---", "...", "<<", "=", "1e3", "0x1F",
    ];

    [TestCase("")]
    [TestCase("No")]
    [TestCase("~")]
    [TestCase(" ends with blanks ")]
    [TestCase(@"C:\path\x")]
    public void Text_is_read_back(string text) => AssertReadBack(text);

    [Test]
    public void Made_up_texts_are_read_back()
    {
        var random = new Random(20261128);
        for (var i = 0; i < 5_000; i++)
        {
            AssertReadBack(string.Concat(random.GetItems(Pieces, random.Next(1, 6))));
        }
    }

    [TestCase("plain words", "plain words")]
    [TestCase("Yes", "'Yes'")]
    [TestCase("it's", "'it''s'")]
    [TestCase("tab\there", "\"tab\\there\"")]
    public void Plainest_style_is_taken(string text, string expected) => Assert.That(YamlText.Scalar(text), Is.EqualTo(expected));

    private static void AssertReadBack(string text)
    {
        foreach (var written in new[] { YamlText.Scalar(text), YamlText.Quote(text), $"\"{YamlText.Escape(text)}\"" })
        {
            var source = new SourceText("made-up.yaml", $"v: {written}\nl:\n  - {written}\nf: [{written}, {{k: {written}, {written}: x}}]\n");
            var bag = new DiagnosticBag(source);
            var root = YamlReader.Read(source, bag) as YamlMapping;
            Assert.That(bag.Items, Is.Empty, written);
            var flow = (YamlSequence)root!.Find("f")!.Value;
            var inner = (YamlMapping)flow.Items[1];
            var read = new[] { root.Find("v")!.Value, ((YamlSequence)root.Find("l")!.Value).Items.Single(), flow.Items[0], inner.Entries[0].Value }.Select(n => ((YamlScalar)n).Value);
            Assert.That(read.Append(inner.Entries[1].Key.Value), Is.All.EqualTo(text), written);
        }
    }
}
