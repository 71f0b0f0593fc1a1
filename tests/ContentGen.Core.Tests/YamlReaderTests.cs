using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Tests;

public sealed class YamlReaderTests
{
    [TestCase("", "CG1005 1,1")]
    [TestCase("  \n\n", "CG1005 1,1")]
    [TestCase("# only a comment\n", "CG1005 1,1")]
    [TestCase("- a\n- b\n", "CG1014 1,1")]
    [TestCase("text\n", "CG1014 1,1")]
    [TestCase("a: &x 1\n", "CG1008 1,4")]
    [TestCase("a: 1\nb: *x\n", "CG1008 2,4")]
    [TestCase("a: !!python/object x\n", "CG1009 1,4")]
    [TestCase("a: 1\n<<: {b: 2}\n", "CG1010 2,1")]
    [TestCase("a: 1\n---\nb: 2\n", "CG1011 2,1")]
    [TestCase("a: 1\nb:\n\t- x\n", "CG1012 3,1")]
    [TestCase("a:\n  b: 1\n\tc: 2\n", "CG1012 3,1")]
    [TestCase("a: 1\nb: 2\na: 3\n", "CG1013 3,1")]
    [TestCase("a: {{Column}}\n", "CG1016 1,5")]
    [TestCase("a: [1, 2\nb: 3\n", "CG1006 2,1")]
    [TestCase("a: 'open\nb: 3\n", "CG1006 1,4")]
    [TestCase("a: b: c\nd: 1\n", "CG1006 1,5")]
    public void Fault_of_the_file_is_reported_once_at_its_place(string yaml, string expected)
    {
        var (_, found) = Read(yaml);
        Assert.That(found.Select(d => $"{d.Code} {d.Start}"), Is.EqualTo(new[] { expected }));
    }

    [TestCase('[')]
    [TestCase('{')]
    public void Nesting_of_40000_levels_is_a_diagnostic_and_no_crash(char bracket)
    {
        var (root, found) = Read("a: " + new string(bracket, 40_000));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(root, Is.Null);
            Assert.That(found.Select(d => d.Code), Is.EqualTo(new[] { "CG1007" }));
        }
    }

    [Test]
    public void Block_nesting_of_40000_levels_is_a_diagnostic_and_no_crash()
    {
        var (_, found) = Read(string.Concat(Enumerable.Repeat("- ", 40_000)) + "x\n");
        Assert.That(found.Select(d => d.Code), Is.EqualTo(new[] { "CG1007" }));
    }

    [Test]
    public void Keys_beside_a_broken_one_are_kept()
    {
        var (root, found) = Read("name: Mail: redirect\nquery: |\nlet x = 1;\nseverity: High\ntactics:\n  - Impact\n");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(root!.Entries.Select(e => e.Key.Value), Is.EqualTo(new[] { "name", "query", "severity", "tactics" }));
            Assert.That(((YamlScalar)root.Find("name")!.Value).Value, Is.EqualTo("Mail: redirect"));
            Assert.That(found.Select(d => $"{d.Code} {d.Start}"), Is.EqualTo(new[] { "CG1006 1,11", "CG1006 3,1" }));
        }
    }

    [Test]
    public void Blank_line_deeper_than_its_block_is_read_with_a_warning()
    {
        var (root, found) = Read("q: |\n     \n  text\nb: 1\n");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(((YamlScalar)root!.Find("q")!.Value).Value, Is.EqualTo("\ntext\n"));
            Assert.That(root.Find("b")!.Key.Span.Start, Is.EqualTo("q: |\n     \n  text\n".Length));
            Assert.That(found.Select(d => $"{d.Code} {d.Start}"), Is.EqualTo(new[] { "CG1017 2,1" }));
        }
    }

    [Test]
    public void Byte_order_mark_and_CRLF_leave_positions_as_on_disk()
    {
        var text = SourceDecoder.TryDecode([0xEF, 0xBB, 0xBF, .. "a: 1\r\nb: x\r\n"u8]);
        var (root, found) = Read(text!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Is.Empty);
            Assert.That(new SourceText("t", text!).PositionOf(root!.Find("b")!.Value.Span.Start), Is.EqualTo(new LinePosition(2, 4)));
        }
    }

    [TestCase("a\uFDD0b")]
    [TestCase("a\u2028b")]
    [TestCase("a\u0085b")]
    public void Rare_characters_come_through_unchanged(string value)
    {
        var (root, found) = Read($"q: {value}\n");
        Assert.That((((YamlScalar)root!.Find("q")!.Value).Value, found.Count), Is.EqualTo((value, 0)));
    }

    [Test]
    public void Bytes_that_are_no_text_are_none()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(SourceDecoder.TryDecode([0x61, 0x00]), Is.Null);
            Assert.That(SourceDecoder.TryDecode([0x63, 0xE9, 0x0A]), Is.Null);
        }
    }

    [Test]
    public void Any_cut_or_damage_of_a_rule_is_read_without_an_exception()
    {
        var random = new Random(20260101);
        var original = File.ReadAllText(Directory.EnumerateFiles(Path.Combine(TestFolders.Repository, "content", "rules"), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First());
        const string Damage = "[]{}:-#&*!|>'\"%@`\t\n\r ,?~<\u0085\u2028😀";
        for (var i = 0; i < 400; i++)
        {
            var text = original[..random.Next(original.Length)];
            for (var k = random.Next(6); k >= 0 && text.Length > 0; k--)
            {
                text = text.Insert(random.Next(text.Length), Damage[random.Next(Damage.Length)].ToString());
            }

            var source = new SourceText("t.yaml", text);
            var bag = new DiagnosticBag(source);
            if (YamlReader.Read(source, bag) is { } root)
            {
                _ = Binding.RuleBinder.Bind(root, bag);
            }

            Assert.That(bag.Items.Select(d => d.Span.Start), Is.All.InRange(0, text.Length), $"case {i}");
        }
    }

    private static (YamlMapping? Root, IReadOnlyList<Diagnostic> Found) Read(string yaml)
    {
        var source = new SourceText("t.yaml", yaml);
        var bag = new DiagnosticBag(source);
        return (YamlReader.Read(source, bag), bag.Items);
    }
}
