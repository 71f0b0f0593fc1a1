using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ContentGen.Core.Text;
using ContentGen.Sigma.Conversion;
using ContentGen.Sigma.Tests.Events;

namespace ContentGen.Sigma.Tests;

/// <summary>Exclusions of a workspace as filter documents: valid, and together with the rule what the workspace's query is.</summary>
public sealed class FilterTests
{
    [TestCase("DeviceProcessEvents | where FileName =~ 'a.exe'", "DeviceName =~ 'scanner-01'", "exact", "Computer: 'scanner-01'")]
    [TestCase("DeviceProcessEvents | where FileName =~ 'a.exe'", "DeviceName has 'scanner'", "exact", "Computer|re|i:")]
    [TestCase("DeviceProcessEvents | where FileName =~ 'a.exe'", "FolderPath startswith @'C:\\Tools\\' and AccountName in~ ('svc1', 'svc2')", "exact", "Image|startswith: 'C:\\Tools\\'")]
    [TestCase("DeviceProcessEvents | where FileName =~ 'a.exe'", "DeviceName =~ 'a' or AccountName =~ 'b'", "exact", "        - Computer: 'a'")]
    [TestCase("DeviceProcessEvents | where FileName =~ 'a.exe'", "DeviceName =~ 'a' and not(AccountName =~ 'b')", "exact", "condition: not (selection and not filter_user)")]
    [TestCase("DeviceProcessEvents | where FileName =~ 'a.exe' | project Host = DeviceName, Who = AccountName", "Host =~ 'a'", "exact", "Computer: 'a'")]
    [TestCase("DeviceProcessEvents | where FileName =~ 'a.exe' | summarize count() by DeviceName", "DeviceName =~ 'a'", "exact", "Computer: 'a'")]
    [TestCase("union (DeviceProcessEvents | where FileName =~ 'a.exe' | project H = DeviceName), (DeviceImageLoadEvents | where FileName =~ 'a.dll' | project H = DeviceName)", "H =~ 'a'", "exact", "category: image_load")]
    [TestCase("DeviceProcessEvents | where FileName =~ 'a.exe'", "DeviceName =~ 'a' or DeviceId == 'b'", "narrowed", "Computer: 'a'")]
    public async Task Exclusion_is_a_filter_that_leaves_out_the_same_events(string query, string exclude, string verdict, string fragment)
    {
        var (tuned, result) = await ConvertAsync(query, exclude);
        var filter = result.Filters.Single();
        var documents = Judge.Sigma([result.Yaml!, filter.Yaml ?? "title: none\n"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(filter.VerdictWord, Is.EqualTo(verdict), string.Join('\n', filter.Reasons));
            Assert.That(filter.Yaml, Does.Contain(fragment));
            Assert.That(documents.SelectMany(d => d["errors"]!.AsArray().Select(e => e!.ToString())), Is.Empty);
            Assert.That(SigmaFaults.OfFiles(documents.Select(d => d["documents"]!.AsArray().Select(x => x!.AsObject()).ToList())), Is.Empty);
            Assert.That(result.Yaml, Is.EqualTo((await Conversions.ConvertAsync(query)).Yaml), "the rule itself stays as it is");
        }

        var filtered = documents[0]["documents"]!.AsArray().Select(d => Filtered(d!.AsObject(), documents[1]["documents"]!.AsArray())).ToList();
        var claim = Claim.Test(tuned, await Conversions.BindAsync(tuned), result with { Verdict = verdict == "exact" ? result.Verdict : Algebra.Relation.Widened }, filtered);
        Assert.That((claim.Unjudged, claim.Holds, claim.Both > 0), Is.EqualTo(((string?)null, true, true)), claim.Example);
    }

    [TestCase("DeviceProcessEvents | where FileName =~ 'a.exe'", "DeviceId == 'b'", "no-field")]
    [TestCase("DeviceProcessEvents | where FileName =~ 'a.exe'", "DeviceName =~ 'a' and DeviceId == 'b'", "filter-would-hide-more")]
    [TestCase("SecurityEvent | where EventID == 4625 | summarize N = count() by Computer | where N > 5", "N < 10", "aggregate")]
    public async Task Exclusion_that_would_hide_more_is_no_filter(string query, string exclude, string reason)
    {
        var (_, result) = await ConvertAsync(query, exclude);
        Assert.That((result.Filters.Single().Yaml, result.Filters.Single().Reasons[0].Split(':')[0]), Is.EqualTo(((string?)null, reason)));
    }

    // As a workspace's exclusion is put behind a query.
    private static async Task<(string Tuned, SigmaResult Result)> ConvertAsync(string query, string exclude)
    {
        var text = $"{query}\n| where not(\n{exclude}\n)";
        var exclusion = new SigmaExclusion(new TextSpan(query.Length, text.Length - query.Length), "key", "Workspace exclusion 1 of a rule", "Leaves out what a workspace knows to be harmless: a scanner.");
        return (text, await Conversions.ConvertAsync(text, new SigmaOptions { Exclusions = [exclusion] }));
    }

    // The filter applied, as the specification says: the rule's condition and the filter's, whose searches get names of their own.
    private static JsonObject Filtered(JsonObject rule, JsonArray filters)
    {
        var result = rule.DeepClone().AsObject();
        if (result["detection"] is not JsonObject detection)
        {
            return result;
        }

        foreach (var filter in filters.Select(f => f!["filter"]!.AsObject()).Where(f => f["rules"]!.AsArray().Any(r => (string)r! == (string)rule["id"]!)))
        {
            var condition = (string)filter["condition"]!;
            foreach (var (name, search) in filter.Where(f => f.Key is not ("rules" or "condition")))
            {
                detection["selection_filt_" + name] = search!.DeepClone();
                condition = Regex.Replace(condition, $@"(\s|\(|^){name}(\s|$|\))", $"$1selection_filt_{name}$2");
            }

            detection["condition"] = $"({detection["condition"]}) and ({condition})";
        }

        return result;
    }
}
