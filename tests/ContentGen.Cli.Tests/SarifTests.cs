using System.Text.Json;

namespace ContentGen.Cli.Tests;

/// <summary>SARIF for code scanning; the judge is the standard's own JSON schema.</summary>
public sealed class SarifTests
{
    private static readonly string Project = Projects.Create(
        ("a.yaml", Projects.Rule(query: "|\r\n  SecurityEvent\r\n  | where Nope == 1")),
        ("b c.yaml", Projects.Rule("7B8B7391-5C0A-4F8C-BAEE-78D8CE0CE330", "B") + "ownr: me\ntactics: Impact\nrelevantTechniques: [T1485]\ndescription: |\n  'Quoted text.'\n"),
        ("empty.yaml", ""));

    [Test]
    public async Task Report_is_valid_by_the_schema_of_the_standard()
    {
        foreach (var paths in new[] { new[] { "rules" }, ["rules/a.yaml", "--only", "CG1009"], [Path.Combine(Project, "rules", "b c.yaml")] })
        {
            var run = await Tool.RunAsync(Project, ["validate", "--format", "sarif", .. paths]);
            Assert.That(await FaultsAsync(run.Out), Is.EqualTo((0, "", "")));
        }
    }

    [Test]
    public async Task Report_on_rules_of_the_community_is_valid_by_the_schema()
    {
        var run = await Tool.RunAsync(TestFolders.Temporary(), ["validate", .. Sampling.Each(6, TestFolders.CorpusRules()), "--format", "sarif"]);
        Assert.That(run.Out, Has.Length.GreaterThan(Sampling.Count(150_000, 1_000_000)), run.Error);
        Assert.That(await FaultsAsync(run.Out), Is.EqualTo((0, "", "")));
    }

    [TestCase("""{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":[{}]}]}""", "/runs/0/results/0 must have required property 'message'")]
    [TestCase("""{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"columnKind":"bytes"}]}""", "/runs/0/columnKind must be equal to one of the allowed values")]
    public async Task Judge_sees_what_is_wrong(string report, string fault) => Assert.That((await FaultsAsync(report)).Out, Does.Contain(fault));

    [Test]
    public async Task Fixes_of_a_finding_are_replacements_of_regions()
    {
        var run = await Tool.RunAsync(Project, "validate", "rules/b c.yaml", "--format", "sarif", "--only", "CG2102,CG2105");
        using var json = JsonDocument.Parse(run.Out);
        var results = json.RootElement.GetProperty("runs")[0].GetProperty("results");
        var fixes = results.EnumerateArray().Select(r => r.GetProperty("fixes")[0].GetProperty("artifactChanges")[0]).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fixes[0].GetProperty("artifactLocation").GetProperty("uri").GetString(), Is.EqualTo("rules/b%20c.yaml"));
            Assert.That(Replacements(fixes[0]), Is.EqualTo(new[] { "1,5-1,41 '7b8b7391-5c0a-4f8c-baee-78d8ce0ce330'" }));
            Assert.That(Replacements(fixes[1]), Is.EqualTo(new[] { "13,3-13,4 ''", "13,16-13,17 ''" }));
        }
    }

    [Test]
    public async Task Rules_have_title_level_and_page()
    {
        var run = await Tool.RunAsync(Project, "validate", "rules", "--format", "sarif", "--only", "CG2105,KS142");
        using var json = JsonDocument.Parse(run.Out);
        var sarif = json.RootElement.GetProperty("runs")[0];
        var rules = sarif.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rules[0].GetProperty("shortDescription").GetProperty("text").GetString(), Is.EqualTo("Upper-case GUID"));
            Assert.That(rules[0].GetProperty("defaultConfiguration").GetProperty("level").GetString(), Is.EqualTo("warning"));
            Assert.That(rules[1].GetProperty("id").GetString(), Is.EqualTo("KS142"));
            Assert.That(sarif.GetProperty("results").EnumerateArray().Select(r => (r.GetProperty("ruleId").GetString(), r.GetProperty("ruleIndex").GetInt32())), Is.EqualTo(new[] { ("KS142", 1), ("CG2105", 0) }));
        }
    }

    private static async Task<(int ExitCode, string Out, string Error)> FaultsAsync(string text)
    {
        var report = Path.Combine(TestFolders.Temporary(), "report.sarif");
        await File.WriteAllTextAsync(report, text);
        var judge = await Tool.StartAsync("node", Path.Combine(TestFolders.Repository, "tests", "Judges"), [], ["schema.js", "--schema", "sarif", report]);
        return (judge.ExitCode, judge.Out, judge.Error);
    }

    private static IEnumerable<string> Replacements(JsonElement change) => change.GetProperty("replacements").EnumerateArray().Select(r =>
    {
        var region = r.GetProperty("deletedRegion");
        return $"{region.GetProperty("startLine")},{region.GetProperty("startColumn")}-{region.GetProperty("endLine")},{region.GetProperty("endColumn")} '{r.GetProperty("insertedContent").GetProperty("text")}'";
    });
}
