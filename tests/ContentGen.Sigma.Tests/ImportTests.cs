using System.Text.Json.Nodes;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;
using ContentGen.Sigma.Conversion;
using ContentGen.Sigma.Import;
using ContentGen.Sigma.Parsing;
using ContentGen.Sigma.Tests.Events;

namespace ContentGen.Sigma.Tests;

/// <summary>SigmaHQ's rules to KQL: the official library must accept it, and the rule must be one that we can read.</summary>
public sealed class ImportTests
{
    [Test]
    public async Task Rules_of_SigmaHQ_become_rules_that_validate_and_lead_back()
    {
        var imported = new List<(string Id, ImportedRule Rule, string Tree, string Text)>();
        var refused = new List<(string Id, string Why)>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(TestFolders.Shared, "corpus", "sigma-pairs"), "*.json").Order(StringComparer.Ordinal))
        {
            var json = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
            var (id, path, text) = ((string)json["id"]!, (string)json["path"]!, (string)json["sigma"]!);
            try
            {
                imported.Add((id, SigmaImporter.Import(path, text), ConditionTree.Of(SigmaRuleReader.Read(path, text).Condition), text));
            }
            catch (SigmaSyntaxException e)
            {
                refused.Add((id, e.Message));
            }
        }

        var compiler = new RuleCompiler(Conversions.Binder, ContentSchemas.Empty, new CompilerOptions(null, 4));
        var compiled = (await compiler.CompileAsync([.. imported.Select(i => RuleFile.Read(new SourceText($"{i.Id}.yaml", i.Rule.Yaml)))], CancellationToken.None)).Rules;
        var faults = compiled.SelectMany(c => c.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => $"{c.Rule.Source.Path} {d.Code} {d.Message}")).ToList();
        var back = compiled.Select(c => SigmaConverter.Convert(c.Query!, c.Rule.Query!.Text, new SigmaMetadata { Key = "k", Title = "t", Date = "2026-11-21" }, SigmaOptions.Default)).ToList();
        var places = imported.Select((x, i) => (x.Id, i)).ToDictionary(x => x.Id + ".yaml", x => x.i);
        var trees = imported.ToDictionary(i => i.Id + ".yaml", i => i.Tree);
        var different = compiled.Zip(back).Where(c => c.Second.Yaml is null || ConditionTree.Of(SigmaRuleReader.Read("r.yml", c.Second.Yaml).Condition) != trees[c.First.Rule.Source.Path]).Select(c => c.First.Rule.Source.Path).ToList();
        await TestContext.Out.WriteLineAsync($"{imported.Count} of {imported.Count + refused.Count} imported, {imported.Count - different.Count} lead back to the same condition; errors: {string.Join(' ', faults.Select(f => f.Split(' ')[1]).GroupBy(f => f).Select(g => $"{g.Key} {g.Count()}"))}");
        foreach (var why in refused.GroupBy(r => r.Why).OrderByDescending(g => g.Count()))
        {
            await TestContext.Out.WriteLineAsync($"  {why.Count()} {why.Key}");
        }

        var originals = Judge.Sigma(imported.Select(i => i.Text)).Select(j => j["documents"]!.AsArray().Select(d => d!.AsObject()).ToList()).ToList();
        var tried = Sampling.Each(4, compiled).AsParallel().WithDegreeOfParallelism(2).Select(c => Claim.Test(c.Rule.Source.Path, c.Query!, new SigmaResult { Yaml = "" }, originals[places[c.Rule.Source.Path]])).ToList();
        await TestContext.Out.WriteLineAsync($"{tried.Count(t => t.Unjudged is null)} tried on events, {tried.Count(t => !t.Holds)} differ, {tried.Count(t => t.Both > 0)} with events that both find");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(imported, Has.Count.GreaterThanOrEqualTo(1400));
            Assert.That(imported.Count - different.Count, Is.GreaterThanOrEqualTo(1360));

            // An absent field and an empty one are one in a table; a few rules tell them apart.
            Assert.That(tried.Where(t => t.Unjudged is not null), Is.Empty);
            Assert.That(tried.Count(t => !t.Holds), Is.LessThanOrEqualTo(tried.Count / 18));
            Assert.That(refused.Where(r => r.Why.Length < 10), Is.Empty);
            Assert.That(faults, Is.Empty);
            Assert.That(compiled, Has.Length.EqualTo(imported.Count));
        }
    }

    [TestCase("base64offset|contains: 'IEX'", "ProcessCommandLine contains \"SUVY\" or ProcessCommandLine contains \"lFW\" or ProcessCommandLine contains \"JRV\"")]
    [TestCase("base64|contains: 'IEX'", "ProcessCommandLine contains \"SUVY\"")]
    [TestCase("wide|base64offset|contains: 'IEX'", "ProcessCommandLine contains \"SQBFAFgA\" or ProcessCommandLine contains \"kARQBYA\" or ProcessCommandLine contains \"JAEUAWA\"")]
    [TestCase("re: 'a(?:b)?c'", "ProcessCommandLine matches regex \"a(?:b)?c\"")]
    public void Value_in_another_form_is_asked_in_that_form(string item, string kql) => Assert.That(
        SigmaImporter.Import("rule.yml", $"title: T\nlogsource: {{category: process_creation, product: windows}}\ndetection: {{s: {{CommandLine|{item}}}, condition: s}}\n").Yaml, Does.Contain(kql));

    // DOMAIN\name is one text to Sigma and two columns to Defender.
    [TestCase("User|contains: 'AUTHORI'", "(AccountDomain contains \"AUTHORI\" or AccountName contains \"AUTHORI\")")]
    [TestCase("User: 'NT AUTHORITY\\SYSTEM'", "(AccountDomain =~ \"NT AUTHORITY\" and AccountName =~ \"SYSTEM\")")]
    [TestCase("User|endswith: '\\svc'", "AccountName =~ \"svc\"")]
    [TestCase("User|startswith: 'CORP\\adm'", "(AccountDomain =~ \"CORP\" and AccountName startswith \"adm\")")]
    [TestCase("User|startswith: 'NT '", "AccountDomain startswith \"NT \"")]
    [TestCase("User: 'CORP\\a*b'", "strcat(AccountDomain, '\\\\', AccountName) matches regex \"(?is)^CORP\\\\\\\\a.*b$\"")]
    [TestCase("ParentUser: 'SYSTEM'", "InitiatingProcessAccountName =~ \"SYSTEM\"")]
    public void Account_is_asked_of_domain_and_name(string item, string kql) => Assert.That(
        SigmaImporter.Import("rule.yml", $"title: T\nlogsource: {{category: process_creation, product: windows}}\ndetection: {{s: {{{item}}}, condition: s}}\n").Query, Does.Contain(kql));

    [TestCase("title: T\nlogsource: {category: process_creation, product: windows}\ndetection: {s: {CommandLine|expand: '%x%'}, condition: s}\n", "expand")]
    [TestCase("title: T\nlogsource: {category: process_creation, product: windows}\ndetection: {s: {Nope: 'x'}, condition: s}\n", "Nope")]
    [TestCase("title: T\nlogsource: {product: mars}\ndetection: {s: {Nope: 'x'}, condition: s}\n", "log source")]
    [TestCase("title: T\nlogsource: {category: process_creation, product: windows}\ndetection: {s: {Image: 'x'}, condition: s and t}\n", "'t'")]
    [TestCase("title: T\nlogsource: {category: process_creation, product: windows}\ndetection: {s: {Image: []}, condition: s}\n", "empty list")]
    [TestCase("title: T\nlogsource: {category: process_creation, product: windows}\ndetection: {s: {CommandLine|re: 'a(?=b)'}, condition: s}\n", "Kusto knows no lookaround")]
    [TestCase("title: T\nlogsource: {category: process_creation, product: windows}\ndetection: {s: {CommandLine|wide|contains: 'a'}, condition: s}\n", "UTF-16")]
    [TestCase("title: T\nlogsource: {category: process_creation, product: windows}\ndetection: {s: {CommandLine|base64offset|contains: 'a*b'}, condition: s}\n", "wildcard")]
    [TestCase("- 1\n", "")]
    public void Rule_that_cannot_be_imported_is_refused_with_its_reason(string text, string reason) =>
        Assert.That(() => SigmaImporter.Import("rule.yml", text), Throws.TypeOf<SigmaSyntaxException>().With.Message.Contains(reason));
}
