using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Attack;
using ContentGen.Core.Text;
using ContentGen.Emit;
using ContentGen.Emit.Pages;
using ContentGen.Emit.Portable;
using ContentGen.Kusto.Catalog;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Tests;

/// <summary>sigma/ of a build: documents, accounts, findings.</summary>
public sealed class SigmaEmitterTests
{
    [Test]
    public async Task Rules_of_the_content_give_valid_sigma_as_a_person_would_structure_it()
    {
        var folder = Path.Combine(TestFolders.Repository, "content", "rules");
        var artifacts = await EmitAsync(Directory.GetFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => (Path.GetFileNameWithoutExtension(f), File.ReadAllText(f))));
        var texts = artifacts.Where(a => a.Path.EndsWith(".yml", StringComparison.Ordinal)).ToDictionary(a => a.Path, a => Encoding.UTF8.GetString(a.Content.Span), StringComparer.Ordinal);
        var judged = Judge.Sigma(texts.Values);
        var logons = texts["sigma/remote_service_logon_spread.yml"];
        var access = texts["sigma/redundant_remote_access.yml"];
        var tools = texts["sigma/remote_access_tool.yml"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(judged.SelectMany(j => j["errors"]!.AsArray()), Is.Empty);
            Assert.That(SigmaFaults.OfFiles(judged.Select(j => j["documents"]!.AsArray().Select(d => d!.AsObject()).ToList())), Is.Empty);

            // Two kinds of logons, whose hosts are counted; what Defender sees of them is in the security log too.
            Assert.That(Documents(logons), Has.Length.EqualTo(3));
            Assert.That(logons, Does.Contain("type: value_count").And.Contain("        field: Computer\n        gte: 4").And.Contain("EventID: 5140").And.Contain("'%%1842'").And.Contain("attack.t1021.001"));
            Assert.That(logons, Does.Contain("    filter_optional_helpdesk_remote_desktop:\n        LogonType: 10\n        TargetUserName: 'helpdesk-remote'").And.Contain("not 1 of filter_main_* and not 1 of filter_optional_*").And.Not.Contain("|cased"));

            // One document for each trace of a way in, on one host within a day.
            Assert.That(Documents(access).Select(d => d.Split('\n').Single(l => l.StartsWith("title:", StringComparison.Ordinal))), Is.EqualTo(new[]
            {
                "Remote Tool Started", "Local Account Created", "Service Installed (Security Event 4697)", "Service Installed (System Event 7045)", "Web Shell Written", "Autostart Entry Set", "",
            }.Select(n => $"title: Redundant Remote Access on One Host{(n.Length > 0 ? " - " : "")}{n}")));
            Assert.That(access, Does.Contain("type: temporal").And.Contain("        - Computer\n").And.Contain("EventID: 4720").And.Contain("category: registry_set").And.Contain("    filter_optional_web_publishing:\n").And.Not.Contain("not (").And.Not.Contain("|cased"));

            // Programs by what they are called, connections by where they go.
            Assert.That(Documents(tools), Has.Length.EqualTo(2));
            var (process, network) = (Documents(tools)[0], Documents(tools)[1]);
            Assert.That(process, Does.Contain("category: process_creation").And.Contain("OriginalFileName:").And.Contain("'\\anydesk.exe'").And.Not.Contain(".com'").And.Contain("condition: selection and not 1 of filter_optional_*"));
            Assert.That(network, Does.Contain("category: network_connection").And.Contain("'.anydesk.com'").And.Not.Contain("anydesk.exe").And.Contain("    filter_optional_vendor_website:\n").And.Contain("condition: selection and not 1 of filter_optional_*"));
            Assert.That(artifacts.Count(a => a.Path.EndsWith(".fidelity.json", StringComparison.Ordinal)), Is.EqualTo(3));
        }
    }

    // The words are ATT&CK's of the version at hand, from data; from 19 on a technique says which half of Defense Evasion is meant.
    [TestCase(18, "DefenseEvasion", "T1562.001", "attack.defense-evasion|attack.t1562.001")]
    [TestCase(18, "Stealth", "T1562.001", "attack.defense-evasion|attack.t1562.001")]
    [TestCase(18, "CommandAndControl", "T1219", "attack.command-and-control|attack.t1219")]
    [TestCase(18, "InhibitResponseFunction", "T1219", "attack.t1219")]
    [TestCase(19, "DefenseEvasion", "T1685", "attack.defense-impairment|attack.t1685")]
    [TestCase(19, "DefenseEvasion", "T1562.001", "attack.defense-impairment|attack.t1685")]
    [TestCase(19, "DefenseEvasion", "T1036", "attack.stealth|attack.t1036")]
    [TestCase(19, "DefenseEvasion", "T1219", "attack.stealth|attack.t1219")]
    [TestCase(19, "Stealth", "T1219", "attack.stealth|attack.t1219")]
    [TestCase(19, "DefenseImpairment", "T1219", "attack.defense-impairment|attack.t1219")]
    public async Task Tactics_are_named_as_the_version_of_attack_names_them(int version, string tactic, string technique, string expected)
    {
        var attack = version == 18 ? AttackData.Current : AttackData.Read(
            "19",
            "id\tname\ttactics\tstatus\trevoked_by\nT1036\tMasquerading\tstealth\tactive\t\nT1219\tRemote Access Tools\tcommand-and-control\tactive\t\nT1562.001\tDisable or Modify Tools\t\trevoked\tT1685\nT1685\tDisable or Modify Tools\tdefense-impairment\tactive\t\n",
            "id\tname\tshortname\nTA0005\tStealth\tstealth\nTA0112\tDefense Impairment\tdefense-impairment\nTA0011\tCommand and Control\tcommand-and-control\n");
        Assert.That(AttackData.Current.Version, Is.EqualTo(18));
        var artifacts = await EmitAsync([("exact_one", Rule("DeviceProcessEvents | where FileName =~ 'x.exe'") + $"tactics: [{tactic}]\nrelevantTechniques: [{technique}]\n")], EmitOptions.Default with { Attack = attack });
        var tags = Text(artifacts, ".yml").Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith("- attack.", StringComparison.Ordinal)).Select(l => l[2..]);
        Assert.That(tags, Is.EqualTo(expected.Split('|')));
    }

    [Test]
    public async Task Two_builds_give_the_same_bytes_and_identifiers_stay()
    {
        var one = await EmitAsync([("exact_one", Rule("DeviceProcessEvents | where FileName =~ 'x.exe'"))]);
        var two = await EmitAsync([("exact_one", Rule("DeviceProcessEvents | where FileName =~ 'x.exe'"))]);
        Assert.That(one.Select(a => (a.Path, Convert.ToHexStringLower(a.Content.Span))), Is.EqualTo(two.Select(a => (a.Path, Convert.ToHexStringLower(a.Content.Span)))));
        Assert.That(Text(one, ".yml"), Does.Contain("Image|endswith: '\\x.exe'").And.Contain("type: derived").And.Contain("level: low"));
    }

    [TestCase("DeviceProcessEvents | where FileName =~ 'x.exe'", null, null)]
    [TestCase("DeviceProcessEvents | where ProcessCommandLine has 'x'", "CG5102", null)]
    [TestCase("ThreatIntelligenceIndicator | where Active == true", "CG5101", null)]
    [TestCase("DeviceProcessEvents | where ProcessCommandLine has 'x'", "CG5103", Relation.Exact)]
    [TestCase("DeviceProcessEvents | where ProcessCommandLine has 'x'", "CG5102", Relation.Widened)]
    public async Task Finding_says_what_the_portable_form_lacks(string query, string? code, Relation? least)
    {
        var options = EmitOptions.Default with { MinFidelity = least };
        var compiled = await CompileAsync([("rule", Rule(query))]);
        var found = SigmaCheck.Check(compiled.Single(), options);
        var artifacts = await EmitAsync([("the_only_rule", Rule(query))], options);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Select(d => d.Code), Is.EqualTo(code is null ? Array.Empty<string>() : [code]));
            Assert.That(artifacts.Any(a => a.Path == "sigma/the_only_rule.yml"), Is.EqualTo(code is not ("CG5101" or "CG5103")));
            Assert.That((string)JsonNode.Parse(Text(artifacts, ".fidelity.json"))!["verdict"]!, Is.EqualTo(code is null ? "exact" : code == "CG5101" ? "not-convertible" : "widened"));
        }
    }

    private static string[] Documents(string yaml) => yaml.Split("---\n");

    private static string Text(IEnumerable<Artifact> artifacts, string end) => Encoding.UTF8.GetString(artifacts.Single(a => a.Path.StartsWith("sigma/", StringComparison.Ordinal) && a.Path.EndsWith(end, StringComparison.Ordinal)).Content.Span);

    private static string Rule(string query) =>
        $"id: 6b8b7391-5c0a-4f8c-baee-78d8ce0ce330\nname: One rule\nseverity: Low\nqueryFrequency: 1h\nqueryPeriod: 1h\ntriggerOperator: gt\ntriggerThreshold: 0\nquery: \"{query}\"\n";

    private static async Task<ImmutableArray<CompiledRule>> CompileAsync(IEnumerable<(string Name, string Text)> rules)
    {
        var compiler = new RuleCompiler(Conversions.Binder, ContentSchemas.Empty, new CompilerOptions(null, 4));
        return (await compiler.CompileAsync([.. rules.Select(r => RuleFile.Read(new SourceText(r.Name + ".yaml", r.Text)))], CancellationToken.None)).Rules;
    }

    private static async Task<ImmutableArray<Artifact>> EmitAsync(IEnumerable<(string Name, string Text)> rules, EmitOptions? options = null) => Emitter.Emit(
        [.. (await CompileAsync(rules)).Select(c => new EmitRule(c, Path.GetFileNameWithoutExtension(c.Rule.Source.Path), c.Rule.Source.Path, "00") { Created = "2026-11-21" })], options ?? EmitOptions.Default, PageTemplates.Default);
}
