using ContentGen.Emit.Pages;

namespace ContentGen.Emit.Tests;

public sealed class MarkdownTextTests
{
    [TestCase("plain text, 50% (x)", "plain text, 50% (x)")]
    [TestCase("a|b", @"a\|b")]
    [TestCase("<script>&", "&lt;script&gt;&amp;")]
    [TestCase("*b* `c` ~d~ [e](f)", @"\*b\* \`c\` \~d\~ \[e\](f)")]
    [TestCase("_x_ snake_case", @"\_x\_ snake_case")]
    [TestCase(@"C:\x", @"C:\\x")]
    [TestCase("a\nb\r\nc", "a b c")]
    [TestCase("a\tb\0", "a b")]
    [TestCase("# x", @"\# x")]
    [TestCase("- x - y", @"\- x - y")]
    [TestCase("+ x", @"\+ x")]
    [TestCase("12. x 3. y", @"12\. x 3. y")]
    [TestCase("1) x", @"1\) x")]
    [TestCase("1.0.0", "1.0.0")]
    [TestCase("-12m", "-12m")]
    [TestCase("===", @"\===")]
    [TestCase("x\n- y", "x - y")]
    [TestCase("---", @"\---")]
    [TestCase("C$ and ADMIN$", @"C\$ and ADMIN\$")]
    [TestCase("", "")]
    public void Encode_lets_text_read_as_text(string text, string markdown) => Assert.That(MarkdownText.Encode(text), Is.EqualTo(markdown));

    [TestCase("Column", "`Column`")]
    [TestCase("a`b", "``a`b``")]
    [TestCase("`a", "`` `a ``")]
    [TestCase("a|b_<c", @"<code>a\|b\_&lt;c</code>")]
    [TestCase("a\nb", "`a b`")]
    [TestCase(" ", "")]
    public void CodeSpan_shows_its_text_also_in_a_table(string text, string markdown) => Assert.That(MarkdownText.CodeSpan(text), Is.EqualTo(markdown));

    [TestCase("T\n", "```kusto\nT\n```")]
    [TestCase("T // ```` x\n", "`````kusto\nT // ```` x\n`````")]
    [TestCase("a\r\nb", "```kusto\na\nb\n```")]
    public void Fence_is_longer_than_any_run_of_backticks(string code, string markdown) => Assert.That(MarkdownText.Fence(code, "kusto"), Is.EqualTo(markdown));

    [TestCase("https://lolrmm.io/a_b*", "<https://lolrmm.io/a_b*>")]
    [TestCase("javascript:alert(1)", "javascript:alert(1)")]
    [TestCase("https://a b", "https://a b")]
    [TestCase("see <x>", "see &lt;x&gt;")]
    public void Address_links_only_the_web(string text, string markdown) => Assert.That(MarkdownText.Address(text), Is.EqualTo(markdown));

    [Test]
    public void Lines_keep_paragraphs_and_lose_indentation() => Assert.That(MarkdownText.Lines("\na *b*\n\n    c\n- d\n"), Is.EqualTo("a \\*b\\*\n\nc\n\\- d"));

    [Test]
    public void Item_has_no_HTML_but_code_and_addresses() => Assert.That(
        MarkdownText.Item("<script>x</script> `<b>` <https://a.example/> 1 < 2 ``a ` <i>``\n\n~~~\n<p>\n~~~\n<!-- x -->"),
        Is.EqualTo("&lt;script>x&lt;/script> `<b>` <https://a.example/> 1 < 2 ``a ` <i>``\n   \n   ~~~\n   <p>\n   ~~~\n   &lt;!-- x -->"));

    [Test]
    public void Item_indents_the_lines_that_follow() => Assert.That(MarkdownText.Item("a **b**\n\n- c\n"), Is.EqualTo("a **b**\n   \n   - c"));
}
