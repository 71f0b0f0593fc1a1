using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ContentGen.Core.Content;
using ContentGen.Sigma.Parsing;

namespace ContentGen.Sigma.Tests;

/// <summary>
/// The corpus of pairs: SigmaHQ's rules, the KQL that another converter makes of them, and that converter's tree of the rule's condition.
/// Back from the KQL, the tree must be the same, but for differences that have a name here.
/// </summary>
public sealed class RoundTripTests
{
    private sealed record Pair(string Id, string Backend, string Kql, JsonNode Tree, bool IsEqual, string? Diagnostic);

    [Test]
    public async Task Kql_of_a_converter_leads_back_to_the_same_condition()
    {
        // Of the two converters that say less a third, but for a whole run.
        var every = Pairs();
        var pairs = every.Where((p, i) => Sampling.IsWhole || p.Backend == "microsoft_xdr" || i % 3 == 0).ToList();
        var results = await Conversions.ConvertAllAsync(pairs.Select(p => ($"{p.Id}/{p.Backend}", p.Kql, p.Backend == "microsoft_xdr" ? QueryEnvironment.DefenderXdr : QueryEnvironment.Sentinel)));
        var judged = Judge.Sigma(results.Select(r => r.Yaml ?? "title: none\nlogsource: {}\ndetection: {condition: a}\n"));
        var written = results.Select((r, i) => (r.Yaml, Judged: judged[i], pairs[i].Id)).Where(w => w.Yaml is not null).ToList();
        var faults = written.SelectMany(w => w.Judged["errors"]!.AsArray().Select(e => $"{w.Id}: {e}")).Concat(SigmaFaults.OfFiles(written.Select(w => w.Judged["documents"]!.AsArray().Select(d => d!.AsObject()).ToList()))).ToList();
        var classes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var equal = new HashSet<Pair>();
        var unnamed = new List<string>();
        for (var i = 0; i < pairs.Count; i++)
        {
            var own = results[i].Yaml is { } yaml ? ConditionTree.Of(SigmaRuleReader.Read("rule.yml", yaml).Condition) : null;
            var theirs = ConditionTree.Of(pairs[i].Tree);
            if (own == theirs)
            {
                _ = equal.Add(pairs[i]);
                continue;
            }

            var name = Difference(pairs[i], results[i].Yaml is null, theirs, own);
            classes[name] = classes.GetValueOrDefault(name) + 1;
            if (name == "other")
            {
                unnamed.Add($"{pairs[i].Id}/{pairs[i].Backend}");
            }
        }

        var marked = pairs.Where(p => p.IsEqual).GroupBy(p => p.Backend).Select(g => (Backend: g.Key, Equal: g.Count(equal.Contains), All: g.Count(), Allowed: 0.01 * every.Count(p => p.IsEqual && p.Backend == g.Key))).ToList();
        var xdr = pairs.Where(p => p.Backend == "microsoft_xdr").ToList();
        await TestContext.Out.WriteLineAsync($"equal: {string.Join(", ", marked.Select(m => $"{m.Equal} of {m.All} marked {m.Backend} pairs"))}, {xdr.Count(equal.Contains)} of {xdr.Count} xdr pairs");
        await TestContext.Out.WriteLineAsync(string.Join('\n', classes.Select(c => $"{c.Value,5} {c.Key}")) + "\nother: " + string.Join(' ', unnamed.Take(40)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(marked.Where(m => m.All - m.Equal > m.Allowed), Is.Empty);
            Assert.That(xdr.Count(equal.Contains), Is.GreaterThanOrEqualTo(0.9 * xdr.Count));
            Assert.That(faults, Is.Empty);
            Assert.That(unnamed, Is.Empty);
        }
    }

    // What the KQL no longer shows, or what no condition of Sigma shows in the same way.
    private static string Difference(Pair pair, bool isRefused, string theirs, string? own) =>
        isRefused ? pair.Diagnostic is null ? "the query is refused" : $"the library has an error: {pair.Diagnostic}"
        : pair.Diagnostic is not null ? $"the library has an error: {pair.Diagnostic}"
        : Regex.IsMatch(theirs, "\u0001(contains|starts_with|ends_with)\u0001>") ? "a test that every value meets is left out"
        : theirs.Contains("<User\u0001eq", StringComparison.Ordinal) ? "a name alone is the end of DOMAIN\\name"
        : theirs.Contains("wildcard", StringComparison.Ordinal) ? "a wildcard in the middle became several operators"
        : theirs.Contains("<Initiated", StringComparison.Ordinal) ? "Initiated was dropped"
        : theirs.Contains("<EventID", StringComparison.Ordinal) ? "EventID was dropped"
        : theirs.Contains("IMPHASH", StringComparison.Ordinal) ? "an import hash was dropped"
        : own!.Contains("\u0001eq\u0001>", StringComparison.Ordinal) ? "an empty string also stands for an absent field"
        : pair.Backend == "azure_monitor" && theirs.Replace("TargetObject", "TargetFilename", StringComparison.Ordinal) == own.Replace("TargetObject", "TargetFilename", StringComparison.Ordinal) ? "one column for files and keys"
        : pair.Backend != "microsoft_xdr" && Fields(theirs).Except(Fields(own)).Any() ? "one column for several fields"
        : HasTwins(theirs) ? "values that differ in case only are one"
        : !pair.IsEqual ? "the KQL asks something else than the rule"
        : "other";

    private static bool HasTwins(string tree) => tree.Split('<').Skip(1).Select(l => l.Split('>')[0]).Distinct(StringComparer.Ordinal).GroupBy(l => l, StringComparer.OrdinalIgnoreCase).Any(g => g.Count() > 1);

    private static HashSet<string> Fields(string tree) => [.. tree.Split('<').Skip(1).Select(l => l.Split('\u0001')[0])];

    private static List<Pair> Pairs()
    {
        var pairs = new List<Pair>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(TestFolders.Shared, "corpus", "sigma-pairs"), "*.json").Order(StringComparer.Ordinal))
        {
            var json = JsonNode.Parse(File.ReadAllText(file))!;
            var trees = json["tree"]!.AsArray();
            var tree = trees.Count == 1 ? trees[0]! : new JsonObject { ["or"] = trees.DeepClone() };
            foreach (var (backend, kql) in json["kql"]!.AsObject())
            {
                var flags = json["flags"]![backend];
                var isEqual = flags?["sigma_tree_equal"] is JsonValue value && value.TryGetValue<bool>(out var marked) && marked;
                pairs.Add(new Pair((string)json["id"]!, backend, (string)kql!, tree, isEqual, (string?)flags?["kusto_diagnostic"]));
            }
        }

        return pairs;
    }
}
