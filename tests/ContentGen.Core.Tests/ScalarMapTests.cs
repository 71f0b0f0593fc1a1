using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Tests;

/// <summary>Every character of a scalar's value leads back to the character of the file that it came from.</summary>
public sealed class ScalarMapTests
{
    [TestCase("q: |\n  one\n  two X\n", "X", 3, 7, TestName = "Literal_second_line")]
    [TestCase("q: |\r\n  one\r\n  two X\r\n", "X", 3, 7, TestName = "Literal_with_CRLF")]
    [TestCase("q: |2\n    one\n  two X\n", "X", 3, 7, TestName = "Literal_with_indentation_indicator")]
    [TestCase("a:\n  q: |2\n      one\n    two X\n", "X", 4, 9, TestName = "Literal_with_indicator_below_a_parent")]
    [TestCase("q: |-\n\n\n  one X\n\n", "X", 4, 7, TestName = "Literal_with_leading_blank_lines")]
    [TestCase("q: |+\n  one X\n\n\n", "X", 2, 7, TestName = "Literal_keep")]
    [TestCase("q: |\n  one\n  \ttab X\n", "X", 3, 8, TestName = "Literal_with_a_tab_inside")]
    [TestCase("q: |\n  😀 X\n", "X", 2, 6, TestName = "Literal_behind_a_surrogate_pair")]
    [TestCase("q: >\n  one\n  two X\n", "X", 3, 7, TestName = "Folded_second_line")]
    [TestCase("q: >-\n  one\n\n  two\n    more X\n  three\n", "X", 5, 10, TestName = "Folded_more_indented")]
    [TestCase("q: one X\n", "X", 1, 8, TestName = "Plain")]
    [TestCase("q: one\n  two X\n", "X", 2, 7, TestName = "Plain_over_two_lines")]
    [TestCase("q: 'it''s X'\n", "X", 1, 11, TestName = "Single_quoted_behind_a_doubled_quote")]
    [TestCase("q: 'one\n\n  two X'\n", "X", 3, 7, TestName = "Single_quoted_over_lines")]
    [TestCase("q: \"a\\n\\t\\u0041\\x42 X\"\n", "X", 1, 21, TestName = "Double_quoted_behind_escapes")]
    [TestCase("q: \"one \\\n   two X\"\n", "X", 2, 8, TestName = "Double_quoted_behind_an_escaped_line_break")]
    [TestCase("q: \"one\r\n  two X\"\r\n", "X", 2, 7, TestName = "Double_quoted_with_CRLF")]
    public void Offset_of_the_value_leads_to_the_place_in_the_file(string yaml, string wanted, int line, int column)
    {
        var source = new SourceText("t.yaml", yaml);
        var scalar = Scalars(YamlReader.Read(source, new DiagnosticBag(source))!).First(s => s.Value.Contains(wanted, StringComparison.Ordinal));
        var at = scalar.Map.ToSource(scalar.Value.IndexOf(wanted, StringComparison.Ordinal));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scalar.Map.IsExact, Is.True);
            Assert.That(source.PositionOf(at), Is.EqualTo(new LinePosition(line, column)));
            Assert.That(source.Text[at], Is.EqualTo('X'));
        }
    }

    [Test]
    public void Every_scalar_of_the_corpus_has_an_exact_map()
    {
        var inexact = new List<string>();
        var count = 0;
        foreach (var path in TestFolders.CorpusRules())
        {
            var source = new SourceText(path, SourceDecoder.TryDecode(File.ReadAllBytes(path))!);
            foreach (var scalar in Scalars(YamlReader.Read(source, new DiagnosticBag(source))!))
            {
                count++;
                if (!scalar.Map.IsExact || !CharactersAgree(source, scalar))
                {
                    inexact.Add($"{Path.GetFileName(path)}{source.PositionOf(scalar.Span.Start)}: {scalar.Style}");
                }
            }
        }

        Assert.That(inexact, Is.Empty);
        Assert.That(count, Is.GreaterThan(30_000));
    }

    // Outside of escapes and folds a character of the value is the character of the file.
    private static bool CharactersAgree(SourceText source, YamlScalar scalar)
    {
        for (var i = 0; i < scalar.Value.Length; i++)
        {
            var c = scalar.Value[i];
            if (!char.IsWhiteSpace(c) && scalar.Style != YamlScalarStyle.DoubleQuoted && source.Text[scalar.Map.ToSource(i)] != c)
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<YamlScalar> Scalars(YamlNode node) => node switch
    {
        YamlScalar scalar => [scalar],
        YamlSequence list => list.Items.SelectMany(Scalars),
        YamlMapping mapping => mapping.Entries.SelectMany(e => Scalars(e.Value).Prepend(e.Key)),
        _ => [],
    };
}
