using ContentGen.Core.Csv;

namespace ContentGen.Core.Tests;

public sealed class CsvTextTests
{
    [TestCase("", "")]
    [TestCase("a", "[a]")]
    [TestCase("a,b\nc,d\n", "[a|b][c|d]")]
    [TestCase("a,b\r\nc,d", "[a|b][c|d]")]
    [TestCase("a\rb", "[a][b]")]
    [TestCase("a,\n,\n", "[a|][|]")]
    [TestCase("\n\na\n\n\nb\n\n", "[a][b]")]
    [TestCase("\"a,b\",\"c\"\"d\",\"\"\n", "[a,b|c\"d|]")]
    [TestCase("\"a\nb\",c", "[a\nb|c]")]
    [TestCase(" a , b ", "[ a | b ]")]
    [TestCase("😀,ü", "[😀|ü]")]
    public void Text_is_read_as_RFC_4180_says(string text, string expected)
    {
        var csv = CsvText.Read(text);
        Assert.That(string.Concat(csv.Records.Select(r => "[" + string.Join('|', r.Fields.Select(f => f.Value)) + "]")), Is.EqualTo(expected));
        Assert.That(csv.Error, Is.Null);
    }

    [TestCase("a\n\"b", 2, 1)]
    [TestCase("a\n\"b\"c,d\ne", 5, 1)]
    [TestCase("a\nb\"c", 3, 1)]
    [TestCase("a\n\"", 2, 1)]
    public void Fault_has_its_place_and_what_comes_before_it_is_read(string text, int start, int length)
    {
        var csv = CsvText.Read(text);
        Assert.That(csv.Error!.Span, Is.EqualTo(new Core.Text.TextSpan(start, length)));
        Assert.That(csv.Records.Single().Fields.Single().Value, Is.EqualTo("a"));
    }

    [Test]
    public void Fields_and_records_have_their_places()
    {
        var csv = CsvText.Read("x\r\n\"a\"\"b\",cd\r\n");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(csv.Records[1].Span, Is.EqualTo(new Core.Text.TextSpan(3, 9)));
            Assert.That(csv.Records[1].Fields.Select(f => f.Span), Is.EqualTo(new[] { new Core.Text.TextSpan(3, 6), new Core.Text.TextSpan(10, 2) }));
        }
    }
}
