using ContentGen.Core.Diagnostics;
using ContentGen.Core.Formatting;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Tests;

public sealed class RuleFormatterTests
{
    [TestCase("name: x\nid: 1\n", "id: 1\nname: x\n", TestName = "Two_keys")]
    [TestCase("# head\n\nname: x # behind\n# above id\n# twice\nid: 1\n# foot\n", "# head\n\n# above id\n# twice\nid: 1\nname: x # behind\n# foot\n", TestName = "Comments_go_along")]
    [TestCase("query: |\n  T\n  # no comment\nname: x\nid: 1", "id: 1\nname: x\nquery: |\n  T\n  # no comment\n", TestName = "Last_key_without_line_break")]
    [TestCase("query: |\r\n  T\r\n\r\nseverity: Low\r\n", "severity: Low\r\nquery: |\r\n  T\r\n\r\n", TestName = "CRLF_stays")]
    [TestCase("own: 1\nother: 2\nquery: T\nid: 1\n", "id: 1\nquery: T\nown: 1\nother: 2\n", TestName = "Unknown_keys_stand_last_in_their_order")]
    [TestCase("version: 1.0.0\ntests:\n- name: x\n  # inside\n  expects: alert\ntags:\n  - a\n", "tags:\n  - a\nversion: 1.0.0\ntests:\n- name: x\n  # inside\n  expects: alert\n", TestName = "List_at_the_first_column")]
    [TestCase("id: 1\nname: x\n", "id: 1\nname: x\n", TestName = "In_order")]
    public void Keys_are_put_in_their_order(string before, string after)
    {
        var formatted = RuleFormatter.Format(new SourceText("t.yaml", before));
        Assert.That((formatted.Text, formatted.Left), Is.EqualTo((after, default(string))));
    }

    [TestCase("name: x\nid: 1\nname: y\n", TestName = "Key_twice")]
    [TestCase("{name: x, id: 1}\n", TestName = "Flow_mapping")]
    [TestCase("  name: x\n  id: 1\n", TestName = "Indented_root")]
    [TestCase("query: T\nname: |\n  x", TestName = "Block_would_gain_a_line_break")]
    public void File_that_cannot_be_moved_about_is_left(string text)
    {
        var formatted = RuleFormatter.Format(new SourceText("t.yaml", text));
        Assert.That((formatted.Text, formatted.Left is null), Is.EqualTo((text, false)));
    }

    [Test]
    public void Every_rule_of_the_corpus_keeps_its_lines_and_is_in_order_afterwards()
    {
        var (left, moved) = (new List<string>(), 0);
        foreach (var path in TestFolders.CorpusRules())
        {
            var source = new SourceText(path, SourceDecoder.TryDecode(File.ReadAllBytes(path))!);
            var formatted = RuleFormatter.Format(source);
            if (formatted.Left is { } why)
            {
                left.Add($"{Path.GetFileName(path)}: {why}");
                continue;
            }

            moved += formatted.Text == source.Text ? 0 : 1;
            var again = RuleFormatter.Format(new SourceText(path, formatted.Text));
            Assert.That(again.Text, Is.EqualTo(formatted.Text), path);
            Assert.That(Bag(formatted.Text), Is.EqualTo(Bag(source.Text)), path);
            Assert.That(Keys(formatted.Text), Is.EquivalentTo(Keys(source.Text)), path);
        }

        TestContext.Out.WriteLine($"{moved} moved, {left.Count} left:\n{string.Join('\n', left)}");
        Assert.That(left, Has.Count.LessThan(20));
        Assert.That(moved, Is.GreaterThan(300));
    }

    // Lines as a bag, whatever their order.
    private static List<string> Bag(string text) => [.. text.Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Keys(string text)
    {
        var source = new SourceText("t.yaml", text);
        return YamlReader.Read(source, new DiagnosticBag(source))!.Entries.Select(e => $"{e.Key.Value}={(e.Value as YamlScalar)?.Value}");
    }
}
