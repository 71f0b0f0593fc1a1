using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using ContentGen.Checks.Compilation;
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
            Assert.That(logons, Does.Contain("type: value_count").And.Contain("field: Computer").And.Contain("gte: 4").And.Contain("TargetUserName").And.Contain("attack.t1021"));
            Assert.That(access, Does.Contain("type: temporal").And.Contain("        - Computer\n").And.Contain("EventID: 4720").And.Contain("EventID: 4697").And.Contain("EventID: 7045").And.Contain("category: registry_set"));
            Assert.That(tools, Does.Contain("category: process_creation").And.Contain("OriginalFileName:").And.Contain("'\\anydesk.exe'").And.Contain("C:\\Program Files\\").And.Not.Contain("correlation:"));
            Assert.That(artifacts.Count(a => a.Path.EndsWith(".fidelity.json", StringComparison.Ordinal)), Is.EqualTo(3));
        }
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
