using System.Text.Json.Nodes;
using ContentGen.Core.Binding;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Emit.Arm;
using ContentGen.Emit.Bicep;
using ContentGen.Emit.Model;

namespace ContentGen.Emit.Tests;

/// <summary>Every rule of the community corpus that has what the API requires, judged by tools that are not ours.</summary>
public sealed class CorpusTests
{
    private List<(Rule Rule, ContentResource Resource)> _rules = [];
    private List<JsonNode> _trees = [];
    private string[] _report = [];

    [OneTimeSetUp]
    public void ReadCorpus()
    {
        var folder = Path.Combine(TestFolders.Shared, "corpus", "rules");
        string[] files = [.. Directory.GetFiles(folder, "*.y*ml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        List<Rule> rules = [.. files.Select(Read).OfType<Rule>()];
        _rules = [.. rules.Where(AlertRuleModel.CanEmit).Select(r => (r, AlertRuleModel.Create(r, EmitOptions.Default)))];
        _trees = [.. _rules.Select(r => TreeJson.Of(r.Resource.Properties))];
        _report = [
            $"{files.Length} files, {rules.Count} rules, {_rules.Count} can be emitted, {_rules.Count(r => r.Rule.Kind == RuleKind.Nrt)} of them NRT",
            .. rules.Where(r => !AlertRuleModel.CanEmit(r)).Select(r => $"  left out: {r.Source.Path} (lacks {Lacks(r)})"),
        ];
    }

    [Test]
    public void Corpus_nearly_all_of_it_can_be_emitted()
    {
        TestContext.Out.WriteLine(string.Join('\n', _report));
        Assert.That(_rules, Has.Count.GreaterThan(800));
    }

    [Test]
    public void Arm_of_every_rule_satisfies_Azures_schemas_and_says_what_the_rule_says()
    {
        var verdicts = Judge.Arm(_rules.Select(r => ArmTemplate.Print([r.Resource])));
        List<string> faults = [];
        for (var i = 0; i < verdicts.Length; i++)
        {
            var (rule, resource) = _rules[i];
            var printed = verdicts[i]["resources"]!.AsArray().Single()!.AsObject();
            var properties = printed["properties"]!.AsObject();
            IEnumerable<string> found =
            [
                .. verdicts[i]["errors"]!.AsArray().Select(e => $"{e}"),
                .. verdicts[i]["unknown"]!.AsArray().Select(e => $"{e}"),
                .. RuleContract.Faults(resource.Variant!, properties),
                .. RuleValues.Differences(rule, properties),
                .. JsonNode.DeepEquals(properties, _trees[i]) ? (string[])[] : ["not the model's values"],
                .. printed["name"]!["expression"]!.GetValue<string>() == $"[concat(parameters('workspace'),'/Microsoft.SecurityInsights/{rule.Id!.Value}')]" ? (string[])[] : ["name"],
            ];
            faults.AddRange(found.Select(f => $"{rule.Source.Path}: {f}"));
        }

        Assert.That(faults, Is.Empty);
    }

    [Test]
    public void Bicep_of_every_rule_parses_back_to_the_same_tree_as_its_arm()
    {
        var files = _rules.Select(r => BicepFile.Print(r.Resource)).ToList();
        var verdicts = Judge.Bicep(files);
        List<string> faults = [];
        for (var i = 0; i < verdicts.Length; i++)
        {
            var (rule, resource) = _rules[i];
            faults.AddRange(verdicts[i]["errors"]!.AsArray().Select(e => $"{rule.Source.Path}: {e}"));
            var printed = verdicts[i]["value"]!["resources"]!.AsArray().Single(r => r!["symbol"]!.GetValue<string>() == "rule")!;
            var expected = new JsonObject
            {
                ["scope"] = new JsonObject { ["expression"] = "workspace" },
                ["name"] = rule.Id!.Value,
                ["kind"] = resource.Variant,
                ["properties"] = _trees[i].DeepClone(),
            };
            if (!JsonNode.DeepEquals(printed["body"], expected))
            {
                faults.Add($"{rule.Source.Path}: not the model's values");
            }
        }

        var multiLine = files.Count(f => System.Text.Encoding.UTF8.GetString(f.Span).Contains("query: '''", StringComparison.Ordinal));
        TestContext.Out.WriteLine($"{files.Count} Bicep files, {multiLine} with the query in lines");
        Assert.That(faults, Is.Empty);
    }

    [Test]
    public void Emitter_of_the_corpus_gives_artifacts_that_all_pass()
    {
        var artifacts = Emitter.Emit([.. _rules.Select(r => Rules.Emit(r.Rule, Path.GetFileNameWithoutExtension(r.Rule.Source.Path)))], EmitOptions.Default, Pages.PageTemplates.Default);
        Assert.That(artifacts.Select(a => a.Path), Is.Unique);
        var bundles = artifacts.Where(a => a.Path.StartsWith("arm/bundles/", StringComparison.Ordinal)).ToList();
        var mains = artifacts.Where(a => a.Path.StartsWith("bicep/main", StringComparison.Ordinal)).ToList();
        TestContext.Out.WriteLine($"{artifacts.Length} artifacts, {artifacts.Sum(a => (long)a.Content.Length)} bytes, {bundles.Count} bundles, largest {bundles.Max(b => b.Content.Length)}, {mains.Count} main files");
        Assert.Multiple(() =>
        {
            Assert.That(bundles.Select(b => b.Content.Length), Is.All.LessThan(1_000_000));
            Assert.That(bundles.Select(b => b.Origins.Length), Is.All.LessThanOrEqualTo(50));
            Assert.That(mains.Sum(m => m.Origins.Length), Is.EqualTo(_rules.Count));
            Assert.That(Judge.Arm(bundles.Select(b => b.Content)).SelectMany(v => v["errors"]!.AsArray()), Is.Empty);
            Assert.That(Judge.Bicep(mains.Select(b => b.Content)).SelectMany(v => v["errors"]!.AsArray()), Is.Empty);
        });
    }

    private static string Lacks(Rule rule)
    {
        (string Name, object? Value)[] needed =
        [
            ("id", rule.Id), ("name", rule.Name), ("severity", rule.Severity), ("query", rule.Query), ("queryFrequency", rule.QueryFrequency),
            ("queryPeriod", rule.QueryPeriod), ("triggerOperator", rule.TriggerOperator), ("triggerThreshold", rule.TriggerThreshold),
        ];
        return string.Join(", ", needed.Where(n => n.Value is null).Select(n => n.Name));
    }

    private static Rule? Read(string path)
    {
        if (SourceDecoder.TryDecode(File.ReadAllBytes(path)) is not { } text)
        {
            return null;
        }

        var diagnostics = new DiagnosticBag(new SourceText(path, text));
        return YamlReader.Read(diagnostics.Source, diagnostics) is { } root ? RuleBinder.Bind(root, diagnostics) : null;
    }
}
