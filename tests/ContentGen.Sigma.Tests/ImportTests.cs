using System.Text.Json.Nodes;
using ContentGen.Core.Binding;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Sigma.Import;
using ContentGen.Sigma.Parsing;

namespace ContentGen.Sigma.Tests;

/// <summary>SigmaHQ's rules to KQL: the official library must accept it, and the rule must be one that we can read.</summary>
public sealed class ImportTests
{
    [Test]
    public async Task Rules_of_SigmaHQ_become_rules_whose_queries_bind()
    {
        var imported = new List<(string Id, ImportedRule Rule)>();
        var refused = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(TestFolders.Shared, "corpus", "sigma-pairs"), "*.json").Order(StringComparer.Ordinal))
        {
            var json = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
            try
            {
                imported.Add(((string)json["id"]!, SigmaImporter.Import((string)json["path"]!, (string)json["sigma"]!)));
            }
            catch (SigmaSyntaxException e)
            {
                var why = e.Message.Split('\'')[0];
                refused[why] = refused.GetValueOrDefault(why) + 1;
            }
        }

        var bound = await Task.WhenAll(imported.Select(i => Conversions.BindAsync(i.Rule.Query, QueryEnvironment.Sentinel)));
        var faults = imported.Where((_, i) => bound[i].Diagnostics.Any(d => d.Severity == Severity.Error)).Select(i => i.Id).ToList();
        var unread = imported.Where(i => !Reads(i.Rule.Yaml)).Select(i => i.Id).ToList();
        await TestContext.Out.WriteLineAsync($"{imported.Count} imported, {faults.Count} with errors of the library: {string.Join(' ', faults.Take(10))}; refused: {string.Join(", ", refused.Select(r => $"{r.Key} {r.Value}"))}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(imported, Has.Count.GreaterThan(1000));
            Assert.That(faults, Has.Count.LessThanOrEqualTo(imported.Count / 50));
            Assert.That(unread, Is.Empty);
        }
    }

    [TestCase("title: T\nlogsource: {category: process_creation, product: windows}\ndetection: {s: {CommandLine|expand: '%x%'}, condition: s}\n", "expand")]
    [TestCase("title: T\nlogsource: {category: process_creation, product: windows}\ndetection: {s: {Nope: 'x'}, condition: s}\n", "Nope")]
    [TestCase("title: T\nlogsource: {product: mars}\ndetection: {s: {Nope: 'x'}, condition: s}\n", "log source")]
    [TestCase("title: T\nlogsource: {category: process_creation, product: windows}\ndetection: {s: {Image: 'x'}, condition: s and t}\n", "'t'")]
    [TestCase("- 1\n", "")]
    public void Rule_that_cannot_be_imported_is_refused_with_its_reason(string text, string reason) =>
        Assert.That(() => SigmaImporter.Import("rule.yml", text), Throws.TypeOf<SigmaSyntaxException>().With.Message.Contains(reason));

    private static bool Reads(string yaml)
    {
        var bag = new DiagnosticBag(new SourceText("rule.yaml", yaml));
        return YamlReader.Read(bag.Source, bag) is { } root && RuleBinder.Bind(root, bag).Query is not null && !bag.Items.Any(d => d.Severity == Severity.Error);
    }
}
