using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ContentGen.Emit.Layout;
using ContentGen.Emit.Pages;

namespace ContentGen.Emit.Tests;

public sealed class EmitterTests
{
    [Test]
    public void Emit_of_the_content_gives_its_files_in_ordinal_order() => Assert.That(Emit(Rules.Content()).Select(a => a.Path), Is.EqualTo(new[]
    {
        "arm/bundles/bundle-001.json",
        "arm/command-and-control/remote-access-tool.json",
        "arm/lateral-movement/remote-service-logon-spread.json",
        "arm/persistence/redundant-remote-access.json",
        "bicep/command-and-control/remote-access-tool.bicep",
        "bicep/lateral-movement/remote-service-logon-spread.bicep",
        "bicep/main.bicep",
        "bicep/persistence/redundant-remote-access.bicep",
        "pages/command-and-control/remote-access-tool.md",
        "pages/index.md",
        "pages/lateral-movement/remote-service-logon-spread.md",
        "pages/persistence/redundant-remote-access.md",
        "manifest.json",
    }));

    [Test]
    public void Emit_twice_and_shuffled_gives_the_same_bytes()
    {
        ImmutableArray<EmitRule> rules = [.. Rules.Content(), .. Enumerable.Range(1, 60).Select(Rules.Numbered)];
        var first = Emit(rules);
        var second = Emit([.. rules.Reverse()]);
        var third = Emit([.. rules.OrderBy(r => r.SourceSha256, StringComparer.Ordinal)]);
        Assert.Multiple(() =>
        {
            Assert.That(Print(second), Is.EqualTo(Print(first)));
            Assert.That(Print(third), Is.EqualTo(Print(first)));
        });
    }

    [Test]
    public void Artifacts_have_no_carriage_return_no_byte_order_mark_and_end_in_one_line_end() => Assert.Multiple(() =>
    {
        foreach (var artifact in Emit([.. Rules.Content(), WithCarriageReturns()]))
        {
            var bytes = artifact.Content.ToArray();
            Assert.That(bytes, Has.None.EqualTo((byte)'\r'), artifact.Path);
            Assert.That(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble), Is.False, artifact.Path);
            Assert.That(Encoding.UTF8.GetString(bytes), Does.EndWith("\n").And.Not.EndsWith("\n\n"), artifact.Path);
        }
    });

    [Test]
    public void Bundles_of_51_rules_are_two_and_hold_every_rule_once()
    {
        var bundles = Emit([.. Enumerable.Range(1, 51).Select(Rules.Numbered)]).Where(a => a.Path.StartsWith("arm/bundles/", StringComparison.Ordinal)).ToList();
        var ids = bundles.SelectMany(b => JsonNode.Parse(b.Content.Span)!["resources"]!.AsArray()).Select(r => r!["name"]!.GetValue<string>()[^40..^3]).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(bundles.Select(b => b.Path), Is.EqualTo(new[] { "arm/bundles/bundle-001.json", "arm/bundles/bundle-002.json" }));
            Assert.That(bundles.Select(b => b.Origins.Length), Is.EqualTo(new[] { 50, 1 }));
            Assert.That(ids, Has.Count.EqualTo(51).And.Unique.And.Ordered);
        });
    }

    [Test]
    public void Chunks_keep_both_limits() => Assert.That(
        Chunks.Split([4, 4, 4, 20, 1, 1, 1, 1], 3, 10, n => n).Select(c => string.Join('+', c)),
        Is.EqualTo(new[] { "4+4", "4", "20", "1+1+1", "1" }));

    [Test]
    public void Main_of_more_rules_than_a_template_may_hold_is_split()
    {
        var mains = Emit([.. Enumerable.Range(1, 801).Select(Rules.Numbered)]).Where(a => a.Path.StartsWith("bicep/main", StringComparison.Ordinal)).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(mains.Select(m => m.Path), Is.EqualTo(new[] { "bicep/main-001.bicep", "bicep/main-002.bicep" }));
            Assert.That(mains.Select(m => m.Origins.Length), Is.EqualTo(new[] { 800, 1 }));
        });
    }

    [Test]
    public void Main_takes_every_rule_as_a_module()
    {
        var main = Emit(Rules.Content()).Single(a => a.Path == "bicep/main.bicep");
        var verdict = Judge.Bicep([main.Content]).Single();
        Assert.Multiple(() =>
        {
            Assert.That(verdict["errors"]!.AsArray(), Is.Empty);
            Assert.That(verdict["value"]!["params"]!.ToJsonString(), Is.EqualTo("""[{"name":"workspaceName","type":"string"}]"""));
            Assert.That(verdict["value"]!["modules"]!.AsArray(), Has.Count.EqualTo(3));
            Assert.That(verdict["value"]!["modules"]![1]!.ToJsonString(), Is.EqualTo(
                """{"symbol":"rule_5e63125a_32cf_4a27_93a4_63afe27227ef","path":"./command-and-control/remote-access-tool.bicep","body":{"name":"rule-5e63125a-32cf-4a27-93a4-63afe27227ef","params":{"workspaceName":{"expression":"workspaceName"}}}}"""));
        });
    }

    [TestCase("Lateral Movement/RemoteLogonSpread", "lateral-movement/remote-logon-spread")]
    [TestCase("End-userconsent (stopped) & 'x'", "end-userconsent-stopped-x")]
    [TestCase("AADSignInLogs_v2", "aad-sign-in-logs-v2")]
    [TestCase("../..//a/./b", "a/b")]
    [TestCase("é/\u6f22", "rule/rule")]
    [TestCase("", "rule")]
    public void ArtifactName_is_kebab_case_and_stays_below_its_folder(string path, string expected) => Assert.That(ArtifactName.Kebab(path), Is.EqualTo(expected));

    [Test]
    public void Paths_that_collide_carry_the_id()
    {
        EmitRule[] rules = [.. new[] { "a/Rule One", "a/rule-one", "b/rule-one", "main", "index", "main-001" }.Select((p, i) => Rules.Numbered(i) with { RelativePath = p })];
        Assert.That(EmitUnits.Create(new EmitContent([.. rules]), EmitOptions.Default).Select(u => u.Path), Is.EqualTo(new[]
        {
            "a/rule-one-00000000-0000-4000-8000-000000000000",
            "a/rule-one-00000000-0000-4000-8000-000000000001",
            "b/rule-one",
            "main-00000000-0000-4000-8000-000000000003",
            "index-00000000-0000-4000-8000-000000000004",
            "main-001-00000000-0000-4000-8000-000000000005",
        }));
    }

    [Test]
    public void Manifest_lists_every_artifact_with_its_true_hash_and_sources()
    {
        var rules = Rules.Content();
        var artifacts = Emit(rules);
        var manifest = JsonNode.Parse(artifacts[^1].Content.Span)!;
        var listed = manifest["artifacts"]!.AsArray().Select(a => a!).ToList();
        var page = listed.Single(a => a["path"]!.GetValue<string>() == "pages/lateral-movement/remote-service-logon-spread.md");
        var file = File.ReadAllBytes(Path.Combine(TestFolders.Repository, page["sources"]![0]!["file"]!.GetValue<string>()));
        Assert.Multiple(() =>
        {
            Assert.That(manifest["format"]!.GetValue<int>(), Is.EqualTo(1));
            Assert.That(manifest["generator"]!.GetValue<string>(), Is.EqualTo("contentgen"));
            Assert.That(manifest["apiVersion"]!.GetValue<string>(), Is.EqualTo("2025-07-01-preview"));
            Assert.That(listed.Select(a => a["path"]!.GetValue<string>()), Is.EqualTo(artifacts[..^1].Select(a => a.Path)));
            Assert.That(listed.Select(a => a["sha256"]!.GetValue<string>()), Is.EqualTo(artifacts[..^1].Select(a => Convert.ToHexStringLower(SHA256.HashData(a.Content.Span)))));
            Assert.That(page["sources"]![0]!["sha256"]!.GetValue<string>(), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(file))));
            Assert.That(page["rules"]!.ToJsonString(), Is.EqualTo("""[{"id":"8b92603d-c66d-4f3d-9a60-126b1dde92af","version":"1.0.0"}]"""));
            Assert.That(listed.Single(a => a["path"]!.GetValue<string>() == "arm/bundles/bundle-001.json")["rules"]!.AsArray(), Has.Count.EqualTo(3));
        });
    }

    [Test]
    public void Name_that_looks_like_anothers_with_its_id_has_a_path_of_its_own()
    {
        var id = Rules.Numbered(1).Compiled.Rule.Id!.Value;
        EmitRule[] rules =
        [
            Rules.Numbered(1) with { RelativePath = "a" }, Rules.Numbered(2) with { RelativePath = "A" }, Rules.Numbered(3) with { RelativePath = $"a-{id}" },
            Rules.Numbered(4) with { RelativePath = "main" }, Rules.Numbered(5) with { RelativePath = $"main-{Rules.Numbered(4).Compiled.Rule.Id!.Value}" },
        ];
        var paths = Emitter.Emit(rules, EmitOptions.Default, PageTemplates.Default).Select(a => a.Path).ToList();
        Assert.That(paths, Is.Unique);
        Assert.That(paths.Count(p => p.StartsWith("bicep/", StringComparison.Ordinal)), Is.EqualTo(6));
    }

    private static ImmutableArray<Artifact> Emit(ImmutableArray<EmitRule> rules) => Emitter.Emit(rules, EmitOptions.Default, PageTemplates.Default);

    private static string Print(ImmutableArray<Artifact> artifacts) =>
        string.Join('\n', artifacts.Select(a => $"{a.Path} {Convert.ToHexStringLower(a.Content.Span)} {string.Join(',', a.Origins)}"));

    private static EmitRule WithCarriageReturns() => Rules.Emit(Rules.Read($"""
        id: 00000000-0000-4000-8000-000000000001
        name: "a\r\nb"
        description: "x\r\ny\rz"
        severity: Low
        kind: NRT
        query: "T\r\n| take 1\r\n"
        investigation: ["one\r\ntwo"]
        """));
}
