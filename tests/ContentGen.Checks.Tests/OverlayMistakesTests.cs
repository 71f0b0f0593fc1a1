using ContentGen.Checks.Compilation;
using ContentGen.Checks.Overlays;
using ContentGen.Core.Binding;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Hosting;
using static ContentGen.Checks.Tests.OverlaySamples;

namespace ContentGen.Checks.Tests;

/// <summary>
/// What a workspace's file can get wrong about a rule, by mistake or on purpose: one finding at the line that is marked <c>#!</c>, nothing
/// compiled from it, and the other rule as if nothing were wrong.
/// </summary>
public sealed class OverlayMistakesTests
{
    private const string Other = "7d1f0d5c-3f6e-4b52-9a7c-1c2f0a9b8e64";
    private const string Functions = ".create-or-alter function Events() { SecurityEvent | where EventID == 4624 | project TimeGenerated, Account }";
    private const string Query = """
        let Logons = SecurityEvent | project TimeGenerated, Account, Computer;
        let Approved = dynamic(['a']);
        let Since = 1h;
        let Minimum = 3;
        let Share = 0.5;
        let Strict = true;
        let First = datetime(2026-01-01);
        let Anything = toscalar(SigninLogs | summarize max(TimeGenerated));
        union Logons, (SecurityEvent | where EventID == 1 | project TimeGenerated, Account, Computer), (SigninLogs | project TimeGenerated, Account = UserPrincipalName), Events()
        | where TimeGenerated > ago(Since) and TimeGenerated > First and (Strict or TimeGenerated < Anything) and Account !in (Approved)
        | summarize Count = count() * Share, TimeGenerated = max(TimeGenerated) by Account
        | where Count > Minimum
        | sort by Count desc
        """;

    private LanguageHost _host = null!;
    private RuleCompiler _compiler = null!;
    private IReadOnlyList<CompiledRule> _rules = [];

    [OneTimeSetUp]
    public async Task Compile()
    {
        _host = PatientHost.Start();
        _compiler = new RuleCompiler(_host, ContentSchemas.Read([new SourceText("f.kql", Functions)], []), new CompilerOptions(null, 4));
        const string Parameters = "parameters:\n  Approved: {type: list of string}\n  Since: {type: timespan}\n  Minimum: {type: long}\n  Share: {type: real}\n  Strict: {type: bool}\n  First: {type: datetime}\n  Anything: {type: datetime}\n";
        var rule = Yaml(Query) + Parameters + "falsePositives:\n  - {id: own, description: d, tuning: {exclude: \"UserPrincipalName == 'own'\", at: SigninLogs}}\n";
        _rules = (await _compiler.CompileAsync([RuleFile.Read(new SourceText("r.yaml", rule)), RuleFile.Read(new SourceText("o.yaml", Yaml("SigninLogs", Other, "Other")))], CancellationToken.None)).Rules;
        Assert.That(_rules.SelectMany(r => r.Diagnostics).Where(d => d.Severity == Severity.Error).Select(d => d.Message), Is.Empty);
    }

    [OneTimeTearDown]
    public void Stop() => _host.Dispose();

    [TestCase("x) | union SecurityEvent //")]
    [TestCase("x)\n| union SecurityEvent //")]
    [TestCase("Account == 'a') or (true")]
    [TestCase("Account == 'a') | where not(true")]
    [TestCase("Account == 'a')\n| where not(\nAccount == 'b'")]
    [TestCase("true) and (Account == 'a'")]
    [TestCase("Account == 'a', true")]
    [TestCase("Account == 'a' | take 1")]
    [TestCase("Account == 'a'; SecurityEvent")]
    [TestCase("Account == 'a'); SecurityEvent | where not(true")]
    [TestCase("Account == 'a'\n); SecurityEvent //")]
    [TestCase("(Account == 'a'")]
    [TestCase("Account == 'a')")]
    [TestCase("Account in ('a', 'b'")]
    [TestCase("Account in ['a']")]
    [TestCase("Account == 'a")]
    [TestCase("Account == \"a")]
    [TestCase("Account == ```a")]
    [TestCase("Account == @'a\\' or 'b")]
    [TestCase("Account == 'a\\'")]
    [TestCase("Account == 'a' or")]
    [TestCase("or Account == 'a'")]
    [TestCase("Account = 'a'")]
    [TestCase("// Account == 'a'")]
    [TestCase("//")]
    [TestCase(")")]
    [TestCase("(")]
    [TestCase("|")]
    [TestCase(";")]
    [TestCase("'")]
    [TestCase("let x = 1; x == 1")]
    [TestCase("where Account == 'a'")]
    [TestCase("SecurityEvent | count")]
    [TestCase("SecurityEvent")]
    [TestCase("#connect cluster('x')")]
    [TestCase(".drop table SecurityEvent")]
    [TestCase("\u2028Account == 'a'")]
    [TestCase("Account == 'a' \u201cb\u201d")]
    [TestCase("Account")]
    [TestCase("Count")]
    [TestCase("'true'")]
    [TestCase("dynamic(true)")]
    [TestCase("count() > 3")]
    [TestCase("max(Count) > 3")]
    [TestCase("Account in~ (count())")]
    [TestCase("Acount == 'a'")]
    [TestCase("Computer == 'a'")]
    [TestCase("NoSuchFunction(Account)")]
    [TestCase("Account == 5 + 'a'")]
    [TestCase("Count > 'a'")]
    [TestCase("toscalar(NoSuchTable | count) > 0")]
    [TestCase("Account in (NoSuchTable)")]
    public Task Predicate_at_the_result(string predicate) =>
        Is_one_finding($"exclusions:\n  - {Entry(predicate, "result")}\n", "CG4205", "CG4206");

    [TestCase("x) | union SecurityEvent //")]
    [TestCase("Computer == 'a')) | union (SecurityEvent | where not(true")]
    [TestCase("Count > 3")]
    [TestCase("Computer in (Approved)")]
    [TestCase("Computer == 'a' and")]
    [TestCase("EventID")]
    [TestCase("NoSuchColumn == 'a'")]
    public Task Predicate_at_a_table(string predicate) =>
        Is_one_finding($"exclusions:\n  - {Entry(predicate, "SecurityEvent")}\n", "CG4205", "CG4206");

    [TestCase("SigninLog")]
    [TestCase("Events")]
    [TestCase("Logons")]
    [TestCase("Result")]
    [TestCase("SecurityEvent | where true")]
    public Task Place_that_there_is_not(string at) => Is_one_finding($"exclusions:\n  - {Entry("Account == 'a'", at)}\n", "CG4204");

    [TestCase("{severity: Hgih} #!\n", "CG2004")]
    [TestCase("{severty: High} #!\n", "CG6108")]
    [TestCase("{query: SecurityEvent} #!\n", "CG6108")]
    [TestCase("{enabled: perhaps} #!\n", "CG2009")]
    [TestCase("{queryPeriod: 30m} #!\n", "CG4210")]
    [TestCase("{queryFrequency: 3h} #!\n", "CG4210")]
    [TestCase("{queryFrequency: 1m} #!\n", "CG4210")]
    [TestCase("{queryPeriod: 15d} #!\n", "CG4210")]
    [TestCase("{triggerThreshold: -1} #!\n", "CG4210")]
    [TestCase("{triggerThreshold: 10001} #!\n", "CG4210")]
    [TestCase("{suppressionEnabled: true, suppressionDuration: 2d} #!\n", "CG4210")]
    [TestCase("\n    severity: High\n    queryPeriod: 30m #!\n    triggerThreshold: 5\n", "CG4210")]
    [TestCase("\n    severity: High\n    queryFrequency: 30m\n    triggerThreshold: -5 #!\n", "CG4210")]
    [TestCase("{incidentConfiguration: {createIncident: true, groupingConfiguration: {enabled: true, reopenClosedIncident: false, lookbackDuration: 8d, matchingMethod: AnyAlert}}} #!\n", "CG4210")]
    [TestCase("{parameters: {Aproved: ['b']}} #!\n", "CG4208")]
    [TestCase("{parameters: {Logons: ['b']}} #!\n", "CG4208")]
    [TestCase("{parameters: {Approved: b}} #!\n", "CG4209")]
    [TestCase("{parameters: {Approved: {a: b}}} #!\n", "CG2003")]
    [TestCase("{parameters: {Approved: [[a]]}} #!\n", "CG2003")]
    [TestCase("{parameters: {Since: [1h]}} #!\n", "CG4209")]
    [TestCase("{parameters: {Since: soon}} #!\n", "CG4209")]
    [TestCase("{parameters: {Minimum: many}} #!\n", "CG4209")]
    [TestCase("{parameters: {Minimum: 3.5}} #!\n", "CG4209")]
    [TestCase("{parameters: {Minimum: '1); SecurityEvent //'}} #!\n", "CG4209")]
    [TestCase("{parameters: {Minimum: 99999999999999999999}} #!\n", "CG4209")]
    [TestCase("{parameters: {Share: half}} #!\n", "CG4209")]
    [TestCase("{parameters: {Strict: yes}} #!\n", "CG4209")]
    [TestCase("{parameters: {First: 2026-13-01}} #!\n", "CG4209")]
    [TestCase("{parameters: {Anything: 'now() | union SecurityEvent'}} #!\n", "CG4209")]
    public Task Override(string text, string code) => Is_one_finding($"overrides:\n  {Id}: {text}", code);

    [TestCase("overrides:\n  11111111-2222-4333-8444-555555555555: {severity: High} #!\n", "CG4201")]
    [TestCase("overrides:\n  helpdesk: {severity: High} #!\n", "")]
    [TestCase("exclusions:\n  - {rule: 11111111-2222-4333-8444-555555555555, exclude: \"x) | union SecurityEvent //\", owner: soc, reason: r, expires: 2020-01-01} #!\n", "CG4201")]
    public async Task Unknown_rule(string overlay, string code)
    {
        var (rules, found) = await CompileAsync(overlay);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Select(f => f.Code), code.Length == 0 ? Has.One.Items : Is.EqualTo(new[] { code }));
            Assert.That(rules.Where(r => r.IsTouched), Is.Empty);
        }
    }

    [TestCase("Account == 'a'", "(Account)  ==  \"a\" // again")]
    [TestCase("Account == 'a'", "Account != 'a'")]
    [TestCase("Account == 'a'", "not(Account == 'a')")]
    [TestCase("Account in ('a', 'b')", "not((Account in ('a', 'b')))")]
    [TestCase("Account has 'a'", "Account !has 'a'")]
    [TestCase("Count > 5", "Count <= 5")]
    public Task Exclusions_that_contradict(string first, string second) =>
        Is_one_finding($"exclusions:\n  - {Entry(first, "result", mark: "")}\n  - {Entry(second, "result")}\n", "CG4207");

    [Test]
    public Task Exclusion_that_repeats_the_rules_own() => Is_one_finding($"exclusions:\n  - {Entry("UserPrincipalName=='own'", "SigninLogs")}\n", "CG4207");

    [TestCase("Account == 'a'")]
    [TestCase("NoSuchColumn == 'a'")]
    [TestCase("x) | union SecurityEvent //")]
    public Task Expired_exclusion(string predicate) =>
        Is_one_finding($"exclusions:\n  - {Entry("Account == 'b'", "result", mark: "")}\n  - {Entry(predicate, "result").Replace("2027-06-30", "2026-11-20", StringComparison.Ordinal)}\n", "CG4202");

    [Test]
    public Task Two_overrides_of_one_rule() => Is_one_finding($"overrides:\n  {Id}: {{severity: High}}\n  {Id.ToUpperInvariant()}: {{severity: Low}} #!\n", "CG1013");

    [Test]
    public Task Query_that_grows_too_long_because_of_one_of_three() =>
        Is_one_finding(
            $"overrides:\n  {Id}:\n    severity: High\n    parameters:\n      Approved: [{string.Join(", ", Enumerable.Range(0, 1500).Select(i => $"host-{i}"))}] #!\nexclusions:\n  - {Entry("Account == 'b'", "result", mark: "")}\n", "CG4210");

    /// <summary>Random pieces of KQL as a predicate: it is one condition, or it is refused; whatever it is, the rest of the query stays what it is.</summary>
    [Test]
    public async Task Pieces_of_code_never_reach_beyond_their_filter()
    {
        string[] pieces =
        [
            ")", "(", "'", "\"", "//", "|", ";", "\n", "```", "@'", "h\"", "\\", ",", "[", "]", "{", "}", "#", "*", " or ", " and ", "not(", "true", "false", "Account", "Account == 'a'", "Count > 3", "union SecurityEvent",
            "let x = 1;", "SecurityEvent", "in (", "dynamic([", "])", "'a'", "\"b\"", "toscalar(", "| where true", "// x\n", "\r\n", "\u2028", "\t", " ", "~", "!",
        ];
        var count = Sampling.Count(150, 3000);
        var random = new Random(20261128);
        var original = _rules[0];
        var rules = new List<CompiledRule>();
        var entries = new System.Text.StringBuilder("exclusions:\n");
        for (var i = 0; i < count; i++)
        {
            var predicate = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (string.IsNullOrWhiteSpace(predicate))
            {
                continue;
            }

            var id = new Guid(i, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1).ToString();
            rules.Add(original with { Rule = original.Rule with { Id = original.Rule.Id! with { Value = id } } });
            _ = entries.Append("  - ").Append(Entry(predicate, i % 2 == 0 ? "result" : "SecurityEvent", mark: "").Replace(Id, id, StringComparison.Ordinal)).Append('\n');
        }

        var (compiled, found) = await CompileAsync(entries.ToString(), rules);
        await TestContext.Out.WriteLineAsync($"{rules.Count} predicates: {compiled.Count} compiled, {found.Count} findings");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Select(f => f.Code).Distinct(), Is.SubsetOf(new[] { "CG4205", "CG4206", "CG4210" }));
            Assert.That(found.Select(LineOf).Distinct().Count(), Is.EqualTo(found.Count));
            Assert.That(compiled.Count + found.Count, Is.EqualTo(rules.Count));
            foreach (var rule in compiled)
            {
                Assert.That(QueryLeaves.Outside(rule.Compiled.Query!.Tree!, rule.Query!), Is.EqualTo(QueryLeaves.Of(original.Query!.Tree!)), rule.Compiled.Rule.Query!.Text);
            }
        }
    }

    private async Task Is_one_finding(string overlay, params string[] codes)
    {
        var (rules, found) = await CompileAsync(overlay);
        var line = 1 + (Head + overlay).Split("#!")[0].Count(c => c == '\n');
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Select(f => f.Message), Has.One.Items);
            Assert.That(found.Select(f => f.Code).Distinct(), Is.SubsetOf(codes));
            Assert.That(found.Select(LineOf), Is.All.EqualTo(line));
            Assert.That(found.Select(f => f.Source.Path), Is.All.EqualTo("w.yaml"));
            Assert.That(rules.Select(r => r.Original.Rule.Name!.Value), Is.EqualTo(new[] { "Other" }));
        }

        await TestContext.Out.WriteLineAsync(string.Join('\n', found.Select(f => $"{f.Start}: {f.Code}: {f.Message}")));
    }

    private async Task<(IReadOnlyList<OverlaidRule> Rules, IReadOnlyList<Diagnostic> Errors)> CompileAsync(string overlay, IReadOnlyList<CompiledRule>? rules = null)
    {
        var file = WorkspaceFile.Read(new SourceText("w.yaml", Head + overlay));
        var compiled = await new OverlayCompiler(_compiler, Today).CompileAsync(rules ?? _rules, file, _ => true, true, CancellationToken.None);
        return (compiled.Rules, [.. file.Diagnostics.Concat(compiled.Diagnostics).Where(d => d.Severity == Severity.Error)]);
    }

    private static int LineOf(Diagnostic found) => found.Source.PositionOf(found.Span.Start).Line;

    private static string Entry(string predicate, string at, string mark = " #!") =>
        $"{{rule: {Id}, exclude: {MadeUpOverlays.Yaml(predicate)}, at: {at}, owner: soc, reason: r, expires: 2027-06-30}}{mark}";
}
