using ContentGen.Core.Binding;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Tests;

/// <summary>Rules of the community as they really are.</summary>
public sealed class CorpusBindingTests
{
    [Test]
    public void Every_rule_loads_and_no_top_level_key_is_lost()
    {
        var paths = TestFolders.CorpusRules();
        var lost = new List<string>();
        foreach (var path in paths)
        {
            var text = SourceDecoder.TryDecode(File.ReadAllBytes(path))!;
            var source = new SourceText(path, text);
            var root = YamlReader.Read(source, new DiagnosticBag(source));
            // The judge is a line reader that knows no YAML: in these files whatever stands at column 1 and ends in a colon is a key.
            foreach (var line in text.Split('\n'))
            {
                var key = line.Split(':')[0];
                if (line.Contains(':', StringComparison.Ordinal) && key.Length > 0 && key.All(char.IsAsciiLetter) && root?.Find(key) is null)
                {
                    lost.Add($"{Path.GetFileName(path)}: {key}");
                }
            }
        }

        Assert.That(lost, Is.Empty);
        Assert.That(paths, Has.Count.EqualTo(843));
    }

    [Test]
    public void Every_key_of_a_rule_is_bound_or_reported()
    {
        var silent = new List<string>();
        foreach (var path in TestFolders.CorpusRules())
        {
            var source = new SourceText(path, SourceDecoder.TryDecode(File.ReadAllBytes(path))!);
            var bag = new DiagnosticBag(source);
            var root = YamlReader.Read(source, bag)!;
            _ = RuleBinder.Bind(root, bag);
            foreach (var entry in root.Entries.Where(e => !KnownKeys.Contains(e.Key.Value)))
            {
                if (!bag.Items.Any(d => d.Code is "CG2001" or "CG2101" && d.Span == entry.Key.Span))
                {
                    silent.Add($"{Path.GetFileName(path)}: {entry.Key.Value}");
                }
            }
        }

        Assert.That(silent, Is.Empty);
    }

    // The community's keys, from its documentation.
    private static readonly HashSet<string> KnownKeys =
    [
        "id", "name", "description", "severity", "status", "requiredDataConnectors", "kind", "queryFrequency", "queryPeriod", "triggerOperator",
        "triggerThreshold", "tactics", "relevantTechniques", "query", "entityMappings", "sentinelEntitiesMappings", "customDetails",
        "alertDetailsOverride", "eventGroupingSettings", "incidentConfiguration", "suppressionEnabled", "suppressionDuration", "enabled", "tags",
        "metadata", "version", "alertRuleTemplateName", "templateVersion",
    ];
}
