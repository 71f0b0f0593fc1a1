using ContentGen.Core.Diagnostics;
using ContentGen.Core.Edits;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Tests;

/// <summary>An edit of a scalar's value does to the file what it says: the judge is the YAML parser, which reads the file again.</summary>
public sealed class ScalarEditTests
{
    private static readonly string[] Pieces =
    [
        "", "x", "Where", "a b", " ", "\t", "'", "\"", "\\", "\n", "x\n", "\nx", "one\ntwo", "  deep\n", "\n\n", ": ", " #", "# no comment", "[a, b]", "{}", "- x", "|", "é", "😀", "\u0001", "\u2028",
        "| extend A = 1\n", "let x = 'it''s';\n", "'", "x ", " x", "---", "...",
    ];

    [TestCase("q: |\n  T\n  | where A\n", 10, 11, "B == 1", "q: |\n  T\n  | where B == 1\n", TestName = "Literal_part_of_a_line")]
    [TestCase("q: |\r\n  T\r\n  | take 1\r\n", 2, 2, "| where A\n", "q: |\r\n  T\r\n  | where A\r\n  | take 1\r\n", 0, TestName = "Literal_new_line_with_CRLF")]
    [TestCase("q: |\n  let x = 1;\n  T\n", 0, 11, "", "q: |\n  T\n", TestName = "Literal_first_line_removed")]
    [TestCase("q: |\n  T\n  | sort by A\n", 2, 14, "", "q: |\n  T\n", TestName = "Literal_last_line_removed")]
    [TestCase("q: 'it''s A'\n", 5, 6, "'B'", "q: 'it''s ''B'''\n", TestName = "Single_quotes_doubled")]
    [TestCase("q: \"a\\tb\"\n", 1, 2, "\n\"", "q: \"a\\n\\\"b\"\n", TestName = "Double_quotes_escaped")]
    [TestCase("q: >-\n  T\n  | take 1\n", 4, 8, "top", "q: >-\n  T\n  | top 1\n", TestName = "Folded_within_a_line")]
    public void Edit_keeps_the_style_of_the_scalar(string yaml, int start, int end, string text, string expected, int insertAt = -1)
    {
        var (source, scalar) = Read(yaml);
        var span = insertAt == 0 ? new TextSpan(start, 0) : TextSpan.FromBounds(start, end);
        Assert.That(TextEdits.TryApply(source.Text, [scalar.Edit(span, text)!]), Is.EqualTo(expected));
    }

    [TestCase("q: |\n  T\n", 0, 1, "  T", TestName = "Literal_first_line_deeper")]
    [TestCase("q: |\n  T\n", 0, 1, "", TestName = "Literal_left_empty")]
    [TestCase("q: |\n  T\n", 2, 2, "\n", TestName = "Literal_with_more_line_breaks_at_its_end")]
    [TestCase("q: word\n", 0, 4, "a: b", TestName = "Plain_that_would_be_a_mapping")]
    [TestCase("q: word\n", 0, 4, "'b", TestName = "Plain_that_would_be_quoted")]
    [TestCase("q: 'word'\n", 0, 4, "a\nb", TestName = "Single_quoted_with_a_line_break")]
    [TestCase("q: |\n  T\n", 0, 1, "\u0001", TestName = "Literal_with_a_control_character")]
    public void Edit_that_the_style_cannot_express_is_refused(string yaml, int start, int end, string text) =>
        Assert.That(Read(yaml).Scalar.Edit(TextSpan.FromBounds(start, end), text), Is.Null);

    [TestCase("q: |\n  let a = 1;\n\n  T | where x == 'y'\n    | take 1\n")]
    [TestCase("q: |\r\n  let a = 1;\r\n\r\n  T\r\n")]
    [TestCase("q: |-\n  T\n\n  X\nnext: 1\n")]
    [TestCase("q: |+\n  T\n\n\nnext: 1\n")]
    [TestCase("q: |2\n    deep\n  T\nnext: 1\n")]
    [TestCase("q: |\n\n  late\n  T\nnext: 1\n")]
    [TestCase("q: >\n  one\n  two\n\n  three\n    more\n  four\nnext: 1\n")]
    [TestCase("q: 'it''s one\n\n  two three'\nnext: 1\n")]
    [TestCase("q: \"a\\n\\t\\u0041 \\\n  b c\"\nnext: 1\n")]
    [TestCase("q: 'T | where x == 1'\n")]
    [TestCase("q: \"T\"\n")]
    [TestCase("q: T | where x == 1 # comment\n")]
    [TestCase("q: one\n  two three\nnext: 1\n")]
    [TestCase("a: {q: plain, b: 'c'}\n", "plain")]
    public void Edit_of_any_span_gives_the_value_that_was_asked_for_or_is_refused(string yaml, string? value = null)
    {
        var (source, scalar) = Read(yaml, value);
        var others = Others(source, scalar);
        var (made, all) = (0, 0);
        for (var start = 0; start <= scalar.Value.Length; start++)
        {
            for (var end = start; end <= scalar.Value.Length; end++)
            {
                foreach (var text in Pieces)
                {
                    all++;
                    if (scalar.Edit(TextSpan.FromBounds(start, end), text) is not { } edit)
                    {
                        continue;
                    }

                    made++;
                    var wanted = string.Concat(scalar.Value.AsSpan(0, start), text, scalar.Value.AsSpan(end));
                    var after = TextEdits.TryApply(source.Text, [edit])!;
                    var mended = new SourceText("t.yaml", after);
                    var bag = new DiagnosticBag(mended);
                    var found = Scalars(YamlReader.Read(mended, bag)).FirstOrDefault(s => s.Span.Start == scalar.Span.Start);
                    if (found?.Value != wanted || bag.Items.Count > 0 || Others(mended, found) != others)
                    {
                        Assert.Fail($"[{start}..{end}) -> {Show(text)} gave {Show(after)}\nwanted {Show(wanted)}\nread   {Show(found?.Value ?? "nothing")} {string.Join(' ', bag.Items.Select(d => d.Message))}");
                    }
                }
            }
        }

        Assert.That(made, Is.GreaterThan(all / 20), "nearly everything is refused");
    }

    [Test]
    public void Every_line_of_the_corpus_queries_can_be_removed_or_doubled()
    {
        var (refused, wrong, count) = (0, new List<string>(), 0);
        foreach (var path in TestFolders.CorpusRules())
        {
            var source = new SourceText(path, SourceDecoder.TryDecode(File.ReadAllBytes(path))!);
            if (YamlReader.Read(source, new DiagnosticBag(source))!.Find("query")?.Value is not YamlScalar query)
            {
                continue;
            }

            var line = query.Value.IndexOf('\n', query.Value.Length / 2) + 1;
            var end = line > 0 ? query.Value.IndexOf('\n', line) + 1 : 0;
            if (end <= 0)
            {
                continue;
            }

            var text = query.Value[line..end];
            foreach (var (span, replacement) in new[] { (TextSpan.FromBounds(line, end), ""), (new TextSpan(line, 0), text), (TextSpan.FromBounds(line, end), "// gone\n") })
            {
                count++;
                if (query.Edit(span, replacement) is not { } edit)
                {
                    refused++;
                    continue;
                }

                var mended = new SourceText(path, TextEdits.TryApply(source.Text, [edit])!);
                var after = (YamlReader.Read(mended, new DiagnosticBag(mended))?.Find("query")?.Value as YamlScalar)?.Value;
                if (after != string.Concat(query.Value.AsSpan(0, span.Start), replacement, query.Value.AsSpan(span.End)))
                {
                    wrong.Add($"{Path.GetFileName(path)} {source.PositionOf(edit.Span.Start)}");
                }
            }
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(refused, Is.LessThan(count / 50), $"{refused} of {count}");
        Assert.That(count, Is.GreaterThan(2_000));
    }

    private static (SourceText Source, YamlScalar Scalar) Read(string yaml, string? value = null)
    {
        var source = new SourceText("t.yaml", yaml);
        return (source, Scalars(YamlReader.Read(source, new DiagnosticBag(source))).First(s => s.Value == (value ?? s.Value) && s.Value is not ("q" or "a")));
    }

    private static string Others(SourceText source, YamlScalar? scalar) =>
        string.Join('\u0000', Scalars(YamlReader.Read(source, new DiagnosticBag(source))).Where(s => s.Span.Start != scalar?.Span.Start).Select(s => s.Value));

    private static string Show(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static IEnumerable<YamlScalar> Scalars(YamlNode? node) => node switch
    {
        YamlScalar scalar => [scalar],
        YamlSequence list => list.Items.SelectMany(Scalars),
        YamlMapping mapping => mapping.Entries.SelectMany(e => Scalars(e.Value).Prepend(e.Key)),
        _ => [],
    };
}
