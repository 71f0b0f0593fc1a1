using System.Text.Json.Nodes;
using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Emit.Arm;
using ContentGen.Emit.Bicep;
using ContentGen.Emit.Model;
using FsCheck;
using FsCheck.Fluent;

namespace ContentGen.Emit.Tests;

/// <summary>Whatever an author writes comes back from ARM and from Bicep unchanged.</summary>
public sealed class EscapingTests
{
    private static readonly string[] Fragments =
    [
        "[", "]", "[[", "${", "$", "{", "}", "'''", "''", "'", "\"", "\\", "\\n", "\\u{41}", "{{Column}}", "}}", "é", "ß", "漢字", "\U0001F600", "\0", "\u0001",
        "\u001b[0m", "\u007f", "\u0085", "\u2028", "\u2029", "\ufeff", "\u202e", "\u200d", "\n", "\n\n", "\r", "\r\n", "\t", " ", "  \n", "//", "/*", "*/", "#", "a", "Z9",
        "| where x == 'y'", "@\"C:\\temp\"", "parameters('workspace')", "concat(", "<b>&amp;", ",", ":", "`",
    ];

    private static readonly string[] Known =
    [
        "", " ", "\n", "\n\n", "\r\n", "'", "'''", "a\n'", "a\n''", "a\n'''", "\na", "a\n", "\n\na\n\n", "a \n b\t\n", "[", "]", "[]", "[x]", "[[x]", "[[x]]", "[x] y", "[[x] y", "x]",
        "[parameters('workspace')]", "[x]\n", "[x\n]", "${x}", "$${x}", "\\${x}", "\\", "\\'", "a\\\nb\\", "{{Column}} of {{Other}}", "\0", "a\0\nb", "// c\n// d", "\U0001F600\n\U0001F600",
        "T\n| where Path == @'C:\\x' and y has '${z}'\n", "a\r\nb", "\ufeffa\nb", "it's\n", "\ud800", "a\udc00\n\ud83d",
    ];

    [Test]
    public void Text_of_any_kind_comes_back_from_both_judges()
    {
        _ = Path.Combine(TestFolders.Shared, "facts", "arm-schemas");
        var text = Gen.OneOf(
            Gen.ArrayOf(Gen.Elements(Fragments)).Select(string.Concat),
            ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => s.Get));
        var texts = Gen.ArrayOf(text, 600).ToArbitrary();
        Prop.ForAll(texts, values => ComesBack(values)).Check(Config.QuickThrowOnFailure.WithMaxTest(3));
    }

    [Test]
    public void Text_of_known_traps_comes_back_from_both_judges() => ComesBack(Known);

    [TestCase("[x]", "[[x]")]
    [TestCase("[[x]", "[[[x]")]
    [TestCase("[]", "[[]")]
    [TestCase("[x] y", "[x] y")]
    [TestCase("y [x]", "y [x]")]
    [TestCase("[", "[")]
    [TestCase("", "")]
    public void ArmLiteral_in_brackets_gets_one_more_and_no_other(string text, string escaped) => Assert.That(ArmLiteral.Escape(text), Is.EqualTo(escaped));

    // Not as test cases: attributes are stored as UTF-8, which has no form for half a pair either.
    [Test]
    public void TextValue_with_half_a_surrogate_pair_gets_a_replacement() => Assert.Multiple(() =>
    {
        Assert.That(new TextValue("\ud800").Text, Is.EqualTo("\ufffd"));
        Assert.That(new TextValue("a\udc00b\ud83d").Text, Is.EqualTo("a\ufffdb\ufffd"));
        Assert.That(new TextValue("\ud83d\ude00\ud83d\ud83d\ude00").Text, Is.EqualTo("\ud83d\ude00\ufffd\ud83d\ude00"));
    });

    [TestCase("a", "'a'")]
    [TestCase("a\n\n", "'''\na\n\n'''")]
    [TestCase("\na", "'''\n\na'''")]
    [TestCase("a'\n", "'''\na'\n'''")]
    [TestCase("a\n'", @"'a\n\''")]
    [TestCase("a\r\nb", @"'a\r\nb'")]
    [TestCase("'''\n", @"'\'\'\'\n'")]
    [TestCase("$ ${x} $", @"'$ \${x} $'")]
    [TestCase("\0\u202e", @"'\u{0}\u{202e}'")]
    public void BicepText_literal_is_in_lines_only_where_those_are_exact(string text, string literal) => Assert.That(BicepText.Literal(text), Is.EqualTo(literal));

    [TestCase("displayName", "displayName")]
    [TestCase("_x1", "_x1")]
    [TestCase("1x", "'1x'")]
    [TestCase("a b", "'a b'")]
    [TestCase("a-b", "'a-b'")]
    [TestCase("é", "'é'")]
    [TestCase("", "''")]
    public void BicepText_name_is_bare_when_it_is_an_identifier(string name, string printed) => Assert.That(BicepText.Name(name), Is.EqualTo(printed));

    private static void ComesBack(string[] texts)
    {
        var rules = texts.Select((_, i) => RuleOf(texts[i], texts[(i + 1) % texts.Length], texts[(i + 2) % texts.Length], texts[(i + 3) % texts.Length])).ToList();
        var resources = rules.Select(r => AlertRuleModel.Create(r, EmitOptions.Default)).ToList();
        var arm = Judge.Arm(resources.Select(r => ArmTemplate.Print([r])));
        var bicep = Judge.Bicep(resources.Select(r => BicepFile.Print(r)));
        for (var i = 0; i < rules.Count; i++)
        {
            var expected = TreeJson.Of(resources[i].Properties);
            var fromArm = arm[i]["resources"]![0]!["properties"];
            Assert.That(arm[i]["errors"]!.AsArray(), Is.Empty);
            Assert.That(JsonNode.DeepEquals(fromArm, expected), Is.True, () => $"ARM:\n{fromArm}\nexpected:\n{expected}");
            Assert.That((string?)fromArm!["query"], Is.EqualTo(Scalars(rules[i].Query!.Text)));
            var fromBicep = bicep[i]["value"]?["resources"]?[1]?["body"]?["properties"];
            Assert.That(bicep[i]["errors"]!.AsArray(), Is.Empty, () => $"{expected}");
            Assert.That(JsonNode.DeepEquals(fromBicep, expected), Is.True, () => $"Bicep:\n{fromBicep}\nexpected:\n{expected}");
        }
    }

    // The same replacement, by .NET's own hand.
    private static string Scalars(string text) => string.Concat(text.EnumerateRunes());

    private static Rule RuleOf(string name, string description, string query, string detail)
    {
        static Located<string> At(string text) => new(text, default);
        var source = new SourceText("rule.yaml", "");
        return Rules.Read(Rules.Minimal) with
        {
            Name = At(name),
            Description = At(description),
            Query = new KqlText(query, new YamlScalar(source, default, query, YamlScalarStyle.Literal)),
            CustomDetails = [new CustomDetail(At("Detail"), At(detail)), new CustomDetail(At("x" + name), At(query))],
            AlertDetails = new AlertDetailsOverride(At(detail), At(name), null, null, [], default),
        };
    }
}
