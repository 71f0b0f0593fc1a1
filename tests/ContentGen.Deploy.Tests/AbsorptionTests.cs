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

    private const string Rich = """
        # Who watches the logons?
        id: 6b8b7391-5c0a-4f8c-baee-78d8ce0ce330
        name: Failed logons
        severity: Low
        queryFrequency: 1h
        queryPeriod: 1h
        triggerOperator: gt
        triggerThreshold: 0
        tactics:                        # in the order of the kill chain
          - InitialAccess               # from outside
          # then
          - Credential Access
          - Execution
        relevantTechniques: [T1110.001, T1078]   # guessing
        query: |
          SecurityEvent
          | where EventID == 4625
        entityMappings:
          # the victim
          - entityType: Account
            fieldMappings:
              - identifier: Name        # as it was typed
                columnName: Account
          - entityType: Host            # where
            fieldMappings: [{identifier: HostName, columnName: Computer}]
        customDetails:
          Who: Account                  # who
          Where: Computer
        alertDetailsOverride: {alertDisplayNameFormat: 'Logons of {{Account}}', alertTacticsColumnName: Tactics}
        incidentConfiguration:
          createIncident: true
          groupingConfiguration:
            enabled: true
            reopenClosedIncident: false
            lookbackDuration: 5h        # as agreed
            matchingMethod: Selected
            groupByEntities: [Account]
        suppressionEnabled: true
        suppressionDuration: 2h
        version: 1.0.0
        # the end

        """;

    [Test]
    public void Lists_change_item_by_item_and_everything_else_stays()
    {
        var absorption = Absorb(
            Rich,
            ("tactics", new JsonArray("CredentialAccess", "Persistence")),
            ("techniques", new JsonArray("T1059", "T1110")),
            ("subTechniques", new JsonArray("T1110.001", "T1110.003")));
        AssertText(absorption, Rich
            .Replace("  - InitialAccess               # from outside", "  - Persistence               # from outside", StringComparison.Ordinal)
            .Replace("  - Execution\n", "", StringComparison.Ordinal)
            .Replace("[T1110.001, T1078]", "[T1110.001, T1059, T1110.003]", StringComparison.Ordinal));
    }

    [Test]
    public void Objects_change_in_their_place_and_new_ones_come_last()
    {
        var absorption = Absorb(
            Rich,
            ("entityMappings", Json("""[{"entityType":"Account","fieldMappings":[{"columnName":"TargetAccount","identifier":"FullName"}]},{"entityType":"Host","fieldMappings":[{"columnName":"Computer","identifier":"HostName"},{"columnName":"Domain","identifier":"DnsDomain"}]},{"entityType":"IP","fieldMappings":[{"columnName":"IpAddress","identifier":"Address"}]}]""")));
        AssertText(absorption, Rich
            .Replace("      - identifier: Name        # as it was typed\n        columnName: Account\n", "      - identifier: FullName        # as it was typed\n        columnName: TargetAccount\n", StringComparison.Ordinal)
            .Replace("columnName: Computer}]", "columnName: Computer}, {columnName: Domain, identifier: DnsDomain}]", StringComparison.Ordinal)
            .Replace("customDetails:", "  - entityType: IP\n    fieldMappings:\n      - columnName: IpAddress\n        identifier: Address\ncustomDetails:", StringComparison.Ordinal));
    }

    [Test]
    public void Nested_keys_come_change_and_go()
    {
        var absorption = Absorb(
            Rich,
            ("customDetails.Where", null),
            ("customDetails.Who", "TargetAccount"),
            ("customDetails.on", "Time: of day"),
            ("alertDetailsOverride.alertDescriptionFormat", "See {{Computer}}: \"it\" # now"),
            ("alertDetailsOverride.alertTacticsColumnName", null),
            ("incidentConfiguration.groupingConfiguration.lookbackDuration", "P1D"),
            ("incidentConfiguration.groupingConfiguration.groupByCustomDetails", new JsonArray("Who")),
            ("incidentConfiguration.createIncident", false),
            ("suppressionEnabled", null),
            ("suppressionDuration", null),
            ("eventGroupingSettings", Json("""{"aggregationKind":"AlertPerResult"}""")));
        AssertText(absorption, Rich
            .Replace("Who: Account ", "Who: TargetAccount ", StringComparison.Ordinal)
            .Replace("  Where: Computer\n", "  'on': 'Time: of day'\n", StringComparison.Ordinal)
            .Replace(", alertTacticsColumnName: Tactics}", ", alertDescriptionFormat: 'See {{Computer}}: \"it\" # now'}", StringComparison.Ordinal)
            .Replace("lookbackDuration: 5h ", "lookbackDuration: 1d ", StringComparison.Ordinal)
            .Replace("groupByEntities: [Account]\n", "groupByEntities: [Account]\n    groupByCustomDetails:\n      - Who\n", StringComparison.Ordinal)
            .Replace("createIncident: true", "createIncident: false", StringComparison.Ordinal)
            .Replace("suppressionEnabled: true", "suppressionEnabled: false", StringComparison.Ordinal)
            + "eventGroupingSettings:\n  aggregationKind: AlertPerResult\n");
    }

    [Test]
    public void Hunting_queries_absorb_what_their_tags_say()
    {
        const string text = """
            id: 6b8b7391-5c0a-4f8c-baee-78d8ce0ce331
            name: Rare logons     # of anybody
            description: What it looks for.
            tactics: [Discovery]
            relevantTechniques: [T1087]
            query: SecurityEvent | take 10
            """;
        var rule = RuleFile.Read(new SourceText("hunt.yaml", text), isHunting: true).Rule!;
        var before = RuleText.Read("hunt.yaml", text, rule.Kind)!;
        var absorption = Absorption.Of(rule,
        [
            new PropertyChange("displayName", "Rare logons", "Rarer logons"),
            new PropertyChange("query", "SecurityEvent | take 10", "SecurityEvent | take 11"),
            new PropertyChange("tags", before.At("tags")!.DeepClone(), Json("""[{"name":"description","value":"What it finds: more."},{"name":"subTechniques","value":"T1087.001"},{"name":"tactics","value":"Discovery,Execution"},{"name":"techniques","value":"T1087"}]""")),
        ]);
        AssertText(absorption, text.Replace("Rare logons ", "Rarer logons ", StringComparison.Ordinal).Replace("What it looks for.", "'What it finds: more.'", StringComparison.Ordinal)
            .Replace("[Discovery]", "[Discovery, Execution]", StringComparison.Ordinal).Replace("[T1087]", "[T1087.001]", StringComparison.Ordinal).Replace("take 10", "take 11", StringComparison.Ordinal));
    }

    [Test]
    public void Line_ends_of_the_file_are_kept()
    {
        var text = Rich.Replace("\n", "\r\n", StringComparison.Ordinal);
        var absorption = Absorb(text, ("query", "SecurityEvent\n| take 1\n| count"), ("enabled", false), ("customDetails.What", "Activity"));
        Assert.That(absorption.Text!.Replace("\r\n", "", StringComparison.Ordinal), Does.Not.Contain("\n").And.Not.Contain("\r"));
    }

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
    public void Text_that_its_style_cannot_hold_gets_another()
    {
        var absorption = Absorb(Text, ("displayName", "Failed: logons # many"), ("query", "  SecurityEvent\n| take 1"));
        AssertText(absorption, Text
            .Replace("name: Failed logons", "name: 'Failed: logons # many'", StringComparison.Ordinal)
            .Replace("query: |\n  // counted by account\n  SecurityEvent\n  | where EventID == 4625\n", "query: |2\n    SecurityEvent\n  | take 1\n", StringComparison.Ordinal));
    }

    [Test]
    public void What_the_file_does_not_lead_to_is_left_to_a_person()
    {
        var absorption = Absorption.Of(Read(Text), [new PropertyChange("severity", "Medium", "High"), new PropertyChange("nonsense", null, "x"), new PropertyChange("triggerThreshold", 0, 1)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(absorption.ByHand, Is.EqualTo(new[] { "severity", "nonsense" }));
            Assert.That(absorption.Text, Is.EqualTo(Text.Replace("Threshold: 0", "Threshold: 1", StringComparison.Ordinal)));
        }
    }

    // The rules of the community, each fifth or all, with edits as people make them: the file leads to what the workspace has, and loses no comment.
    [Test]
    public void Community_rules_absorb_whatever_the_portal_can_change()
    {
        var (rules, edits, lost) = (0, 0, new List<string>());
        foreach (var file in Sampling.Each(5, TestFolders.CorpusRules()))
        {
            var text = File.ReadAllText(file);
            if (RuleText.Read("rule.yaml", text) is not { } before)
            {
                continue;
            }

            rules++;
            foreach (var change in PortalEdits(before))
            {
                edits++;
                var absorption = Absorption.Of(Read(text), [change]);
                var after = absorption.Text is null ? null : RuleText.Read("rule.yaml", absorption.Text);
                if (after is null || !JsonNode.DeepEquals(after.At(change.Path), change.To))
                {
                    lost.Add($"{file}: {change.Path}");
                }
                else if (!Comments(text).SequenceEqual(Comments(absorption.Text!)))
                {
                    lost.Add($"{file}: {change.Path}: a comment is gone");
                }
            }
        }

        TestContext.Out.WriteLine($"{rules} rules, {edits} edits, {lost.Count} left to a person\n{string.Join('\n', lost)}");
        Assert.That(rules, Is.GreaterThan(Sampling.Count(160, 800)));
        Assert.That(lost, Has.Count.LessThanOrEqualTo(edits / 500), string.Join('\n', lost.Take(40)));
    }

    private static IEnumerable<PropertyChange> PortalEdits(RuleText rule)
    {
        foreach (var (path, to) in new (string, JsonNode)[]
        {
            ("displayName", "Renamed: by 'hand' # today"), ("description", "One line.\nAnd: another \"one\"."), ("severity", rule.At("severity")!.GetValue<string>() == "High" ? "Low" : "High"), ("enabled", false),
            ("query", rule.At("query")!.GetValue<string>() + "\n| where true\n// done"),
        })
        {
            yield return new PropertyChange(path, rule.At(path)?.DeepClone(), to);
        }

        foreach (var path in new[] { "tactics", "entityMappings", "customDetails", "alertDetailsOverride.alertDynamicProperties" })
        {
            switch (rule.At(path))
            {
                case JsonArray { Count: > 1 } list:
                    yield return new PropertyChange(path, list.DeepClone(), new JsonArray([.. list.Skip(1).Select(i => i!.DeepClone())]));
                    break;
                case JsonObject { Count: > 1 } map:
                    yield return new PropertyChange($"{path}.{map.First().Key}", map.First().Value!.DeepClone(), null);
                    break;
                default:
                    break;
            }
        }

        var mapping = JsonNode.Parse("""{"entityType":"URL","fieldMappings":[{"columnName":"Link","identifier":"Url"}]}""")!;
        var mappings = new JsonArray([.. (rule.At("entityMappings") as JsonArray ?? []).Select(i => i!.DeepClone()).Append(mapping).OrderBy(i => i!.ToJsonString(), StringComparer.Ordinal)]);
        yield return new PropertyChange("entityMappings", rule.At("entityMappings")?.DeepClone(), mappings);
        yield return rule.At("customDetails") is null
            ? new PropertyChange("customDetails", null, new JsonObject { ["Where"] = "Computer" })
            : new PropertyChange("customDetails.Zzz", null, "Computer");
        if (rule.At("incidentConfiguration") is null)
        {
            yield return new PropertyChange("incidentConfiguration", null, new JsonObject { ["createIncident"] = false });
        }
    }

    // Whole lines of comment outside of queries.
    private static IEnumerable<string> Comments(string text) => text.Split('\n').Where(l => l.TrimStart().StartsWith('#')).Select(l => l.Trim());

    private static void AssertText(Absorption absorption, string expected)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(absorption.ByHand, Is.Empty);
            Assert.That(absorption.Text, Is.EqualTo(expected));
        }
    }

    private static Core.Content.Rule Read(string text) => RuleFile.Read(new SourceText("rule.yaml", text)).Rule!;

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;

    private static Absorption Absorb(params (string Path, JsonNode? To)[] changes) => Absorb(Text, changes);

    private static Absorption Absorb(string text, params (string Path, JsonNode? To)[] changes)
    {
        var rule = RuleText.Read("rule.yaml", text)!;
        return Absorption.Of(Read(text), changes.Select(c => new PropertyChange(c.Path, rule.At(c.Path)?.DeepClone(), c.To)));
    }
}
