using System.Text.Json.Nodes;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Text;
using ContentGen.Deploy.Drifting;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Tests;

/// <summary>Edits of the portal in the file that the rule comes from.</summary>
public sealed class AbsorptionTests
{
    private const string Text = """
        # Who watches the logons?
        id: 6b8b7391-5c0a-4f8c-baee-78d8ce0ce330
        name: Failed logons
        severity: Low   # agreed with the SOC
        queryFrequency: 1h
        queryPeriod: 'PT1H'
        triggerOperator: gt
        triggerThreshold: 0
        tactics: [CredentialAccess]
        query: |
          // counted by account
          SecurityEvent
          | where EventID == 4625

        # the end
        """;

    [Test]
    public void Values_change_in_their_own_style_and_comments_stay()
    {
        var absorption = Absorb(
            ("severity", "High"), ("queryFrequency", "P1DT2H"), ("queryPeriod", "PT2H"), ("triggerOperator", "LessThan"), ("triggerThreshold", 5), ("enabled", false),
            ("query", "// counted by account\nSecurityEvent\n| where EventID in (4624, 4625)\n| take 10"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(absorption.ByHand, Is.Empty);
            Assert.That(absorption.Text, Is.EqualTo(Text
                .Replace("severity: Low ", "severity: High ", StringComparison.Ordinal)
                .Replace("queryFrequency: 1h", "queryFrequency: 1d2h", StringComparison.Ordinal)
                .Replace("'PT1H'", "'PT2H'", StringComparison.Ordinal)
                .Replace(": gt", ": lt", StringComparison.Ordinal)
                .Replace("Threshold: 0", "Threshold: 5", StringComparison.Ordinal)
                .Replace("  | where EventID == 4625\n", "  | where EventID in (4624, 4625)\n  | take 10\n", StringComparison.Ordinal) + "\nenabled: false\n"));
        }
    }

    [Test]
    public void What_has_no_simple_place_is_left_to_a_person()
    {
        var absorption = Absorb(("tactics", new JsonArray("Execution")), ("customDetails.Who", "Account"), ("name", "x"));
        Assert.That((absorption.Text, absorption.ByHand.Length), Is.EqualTo(((string?)null, 3)));
    }

    [Test]
    public void Text_that_its_style_cannot_hold_is_left_to_a_person() =>
        Assert.That(Absorb(("displayName", "Failed: logons # many")).ByHand, Is.EqualTo(new[] { "displayName" }));

    private static Absorption Absorb(params (string Path, JsonNode To)[] changes) =>
        Absorption.Of(RuleFile.Read(new SourceText("rule.yaml", Text)).Rule!, changes.Select(c => new PropertyChange(c.Path, null, c.To)));
}
