using ContentGen.Checks.Compilation;
using ContentGen.Checks.Overlays;
using ContentGen.Core.Binding;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Hosting;
using static ContentGen.Checks.Tests.OverlaySamples;

namespace ContentGen.Checks.Tests;

/// <summary>A rule as a workspace gets it: changed where the overlay says so, nowhere else.</summary>
public sealed class OverlayTests
{
    private LanguageHost _host = null!;

    [OneTimeSetUp]
    public void Start() => _host = PatientHost.Start();

    [OneTimeTearDown]
    public void Stop() => _host.Dispose();

    [Test]
    public async Task Parameter_takes_the_place_of_the_lets_value()
    {
        var rule = await OverlayAsync("let Approved = dynamic(['a']);  // kept\nSecurityEvent | where Process !in~ (Approved)", $"overrides:\n  {Id}:\n    parameters: {{Approved: ['x\"y', 'z\\w']}}\n");
        Assert.That(rule.Compiled.Rule.Query!.Text, Is.EqualTo("let Approved = dynamic([\"x\\\"y\", \"z\\\\w\"]);  // kept\nSecurityEvent | where Process !in~ (Approved)"));
    }

    [TestCase("SecurityEvent | take 5 | sort by Account", "result", "SecurityEvent | take 5\n| where not(\nAccount == 'a'\n) | sort by Account")]
    [TestCase("SecurityEvent | where EventID == 1 // end", "result", "SecurityEvent | where EventID == 1\n| where not(\nAccount == 'a'\n) // end")]
    [TestCase("SecurityEvent | where EventID == 1;", "result", "SecurityEvent | where EventID == 1\n| where not(\nAccount == 'a'\n);")]
    [TestCase("SecurityEvent | where EventID == 1", "SecurityEvent", "(SecurityEvent\n| where not(\nAccount == 'a'\n)) | where EventID == 1")]
    [TestCase("union SecurityEvent, SigninLogs", "SecurityEvent", "union (SecurityEvent\n| where not(\nAccount == 'a'\n)), SigninLogs")]
    [TestCase("let T = SecurityEvent; SigninLogs | join (T) on TenantId", "SecurityEvent", "let T = (SecurityEvent\n| where not(\nAccount == 'a'\n)); SigninLogs | join (T) on TenantId")]
    [TestCase("let f = (x: string) { SecurityEvent | where Computer == x }; union f('a'), f('b')", "SecurityEvent", "let f = (x: string) { (SecurityEvent\n| where not(\nAccount == 'a'\n)) | where Computer == x }; union f('a'), f('b')")]
    [TestCase("union (table('SecurityEvent') | take 1), SigninLogs", "SecurityEvent", "union ((table('SecurityEvent')\n| where not(\nAccount == 'a'\n)) | take 1), SigninLogs")]
    [TestCase("workspace('w').SecurityEvent | take 1", "SecurityEvent", "(workspace('w').SecurityEvent\n| where not(\nAccount == 'a'\n)) | take 1")]
    public async Task Exclusion_goes_to_its_place(string query, string at, string expected)
    {
        var rule = await OverlayAsync(query, $"exclusions:\n  - {{rule: {Id}, exclude: \"Account == 'a'\", at: {at}, owner: soc, reason: r, expires: 2027-06-30}}\n");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rule.Compiled.Rule.Query!.Text, Is.EqualTo(expected));
            Assert.That(rule.Query!.Remove(), Is.EqualTo(query));
            Assert.That(rule.Compiled.HasErrors, Is.False);
        }
    }

    [TestCase("let f = (t: string) { table(t) | where EventID == 1 }; union SecurityEvent, f('SecurityEvent')", "put together in its function 'f'")]
    [TestCase("SecurityEvent* | where EventID == 1", "names 'SecurityEvent' by a wildcard")]
    [TestCase("union withsource=Source SecurityEvent, SigninLogs", "withsource=")]
    [TestCase("find in (SecurityEvent) where EventID == 1", "")]
    public async Task Exclusion_at_a_table_that_cannot_have_one_is_refused(string query, string reason)
    {
        var (_, found) = await CompileAsync(query.StartsWith("SecurityEvent*", StringComparison.Ordinal) ? "union " + query : query, $"exclusions:\n  - {{rule: {Id}, exclude: \"Account == 'a'\", at: SecurityEvent, owner: soc, reason: r, expires: 2027-06-30}}\n");
        Assert.That(found.Single(d => d.Severity == Severity.Error).Message, Does.Contain(reason));
    }

    [Test]
    public async Task Exclusion_at_a_table_inside_functions_of_the_content_gives_the_rule_copies_of_them()
    {
        const string Functions = """
            .create-or-alter function Inner(since: timespan = 1h) { SecurityEvent | where TimeGenerated > ago(since) }
            .create-or-alter function Outer(T:(*), x: string) { union T, (Inner(2h) | where Computer == x) }
            .create-or-alter function Other() { SigninLogs }
            """;
        var rule = await OverlayAsync("Inner() | invoke Outer('a') | union Other(), SecurityEvent | where EventID == 1", Exclusion("SecurityEvent"), Functions);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rule.Compiled.Rule.Query!.Text, Is.EqualTo("""
                let Inner = (since: timespan = 1h
                ) { (SecurityEvent
                | where not(
                Account == 'a'
                )) | where TimeGenerated > ago(since) };
                let Outer = (T:(*), x: string
                ) { union T, (Inner(2h) | where Computer == x) };
                Inner() | invoke Outer('a') | union Other(), (SecurityEvent
                | where not(
                Account == 'a'
                )) | where EventID == 1
                """.ReplaceLineEndings("\n")));
            Assert.That(rule.Query!.Remove(), Is.EqualTo(rule.Original.Rule.Query!.Text));
            Assert.That(rule.Compiled.Query!.Functions, Is.EqualTo(new[] { "Other" }), "the copies hide the functions");
            Assert.That(rule.Filters.Select(f => rule.Compiled.Rule.Query.Text.Substring(f.Span.Start, f.Span.Length)), Is.EqualTo(Enumerable.Repeat("where not(\nAccount == 'a'\n)", 2)));
        }
    }

    [Test]
    public async Task Own_exclusion_is_in_the_built_query_and_a_workspaces_comes_behind_it()
    {
        const string Query = "let Jump = dynamic(['j']);\nSecurityEvent | where EventID == 1 | sort by Account asc";
        const string Own = "falsePositives:\n  - {id: jump, description: d, tuning: {exclude: 'Computer in (Jump)'}}\n";
        var rule = await OverlayAsync(Query, Exclusion("result"), own: Own);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rule.Original.Built.Query!.Text, Is.EqualTo("let Jump = dynamic(['j']);\nSecurityEvent | where EventID == 1\n| where not(\nComputer in (Jump)\n) | sort by Account asc"));
            Assert.That(rule.Original.Tuning!.Remove(), Is.EqualTo(Query));
            Assert.That(rule.Original.Diagnostics.Select(d => d.Code), Has.None.EqualTo("CG3501"), "the let is used");
            Assert.That(rule.Compiled.Rule.Query!.Text, Does.Contain("where not(\nComputer in (Jump)\n)\n| where not(\nAccount == 'a'\n) | sort"));
            Assert.That(rule.Query!.Remove(), Is.EqualTo(Query));
        }
    }

    [Test]
    public async Task Exclusion_that_repeats_the_rules_own_is_refused()
    {
        var (_, found) = await CompileAsync("SecurityEvent", Exclusion("result"), own: "falsePositives:\n  - {id: a, description: d, tuning: {exclude: '(Account==\"a\")'}}\n");
        Assert.That(found.Single(d => d.Severity == Severity.Error).Message, Is.EqualTo("the same as the rule's own exclusion in line 11: together they leave out no more than one of them"));
    }

    [Test]
    public async Task Exclusion_at_a_table_of_a_replaced_value_has_no_place_any_more()
    {
        var (_, found) = await CompileAsync(
            "let Approved = toscalar(SigninLogs | summarize make_set(AppDisplayName));\nSecurityEvent | where Process in (Approved)",
            $"overrides:\n  {Id}:\n    parameters: {{Approved: ['x']}}\n{Exclusion("SigninLogs")}", type: "dynamic");
        Assert.That(found.Single(d => d.Severity == Severity.Error).Message, Does.Contain("'SigninLogs' is read only in the value of a parameter that is replaced"));
    }

    [Test]
    public async Task Overlay_of_a_rule_that_the_workspace_does_not_include_is_an_error()
    {
        var (rules, found) = await CompileAsync("SecurityEvent", Exclusion("result"), includes: false);
        Assert.That((rules.Count, found.Single().Code), Is.EqualTo((0, "CG4211")));
    }

    [TestCase("overrides:\n  6b8b7391-5c0a-4f8c-baee-78d8ce0ce330: {severity: Hgih}\n", 1)]
    [TestCase("exclusions:\n  - {rule: 6b8b7391-5c0a-4f8c-baee-78d8ce0ce330, exclude: \"Account == 'a'\", owner: soc, reason: r}\n", 1)]
    [TestCase("exclusions:\n  - {rule: 6b8b7391-5c0a-4f8c-baee-78d8ce0ce330, owner: soc, reason: r, expires: 2027-06-30}\n", 1)]
    [TestCase("exclusions:\n  - {exclude: \"Account == 'a'\", owner: soc, reason: r, expires: 2027-06-30}\n", 0)]
    [TestCase("prune: sometimes\n", 0)]
    public async Task What_the_workspaces_file_gets_wrong_is_not_compiled_as_if_it_were_not_there(string overlay, int others)
    {
        var compiler = new RuleCompiler(_host, ContentSchemas.Empty, new CompilerOptions(null, 1));
        var other = Yaml("SigninLogs").Replace(Id, "7d1f0d5c-3f6e-4b52-9a7c-1c2f0a9b8e64", StringComparison.Ordinal).Replace("A rule", "Other", StringComparison.Ordinal);
        var rules = (await compiler.CompileAsync([RuleFile.Read(new SourceText("r.yaml", Yaml("SecurityEvent"))), RuleFile.Read(new SourceText("o.yaml", other))], CancellationToken.None)).Rules;
        var file = WorkspaceFile.Read(new SourceText("w.yaml", Head + overlay));
        var compiled = await new OverlayCompiler(compiler, Today).CompileAsync([.. rules], file, _ => true, true, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(file.Diagnostics.Count(d => d.Severity == Severity.Error), Is.EqualTo(1));
            Assert.That(compiled.Rules.Select(r => r.Original.Rule.Name!.Value), Is.EqualTo(Enumerable.Repeat("Other", others)));
            Assert.That(compiled.Diagnostics, Is.Empty);
        }
    }

    [TestCase("{queryFrequency: 2h}", "CG4213")]
    [TestCase("{severity: High, enabled: false}", "")]
    public async Task Override_of_what_an_nrt_rule_has_not_is_an_error(string change, string code)
    {
        var compiler = new RuleCompiler(_host, ContentSchemas.Empty, new CompilerOptions(null, 1));
        var yaml = $"id: {Id}\nname: A rule\nkind: NRT\nseverity: Low\nquery: SecurityEvent | where EventID == 1102\n";
        var rules = (await compiler.CompileAsync([RuleFile.Read(new SourceText("r.yaml", yaml))], CancellationToken.None)).Rules;
        var file = WorkspaceFile.Read(new SourceText("w.yaml", $"{Head}overrides:\n  {Id}: {change}\n{Exclusion("result")}"));
        var compiled = await new OverlayCompiler(compiler, Today).CompileAsync([.. rules], file, _ => true, true, CancellationToken.None);
        Assert.That(compiled.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Code), code.Length == 0 ? Is.Empty : Is.EqualTo(new[] { code }));
    }

    [Test]
    public async Task Rule_that_the_overlay_does_not_touch_is_the_same_object()
    {
        var (rules, _) = await CompileAsync("SecurityEvent | take 5", "overrides: {}\n");
        Assert.That(rules.Single().IsTouched, Is.False);
    }

    private static string Exclusion(string at) => $"exclusions:\n  - {{rule: {Id}, exclude: \"Account == 'a'\", at: {at}, owner: soc, reason: r, expires: 2027-06-30}}\n";

    private async Task<OverlaidRule> OverlayAsync(string query, string overlay, string functions = "", string own = "")
    {
        var (rules, found) = await CompileAsync(query, overlay, functions, own);
        Assert.That(found.Where(d => d.Severity == Severity.Error).Select(d => d.Message), Is.Empty);
        return rules.Single();
    }

    private async Task<(IReadOnlyList<OverlaidRule> Rules, IReadOnlyList<Diagnostic> Found)> CompileAsync(
        string query, string overlay, string functions = "", string own = "", bool includes = true, string type = "list of string")
    {
        var compiler = new RuleCompiler(_host, ContentSchemas.Read([new SourceText("f.kql", functions)], []), new CompilerOptions(null, 1));
        var yaml = Yaml(query) + own + (query.Contains("Approved", StringComparison.Ordinal) ? $"parameters:\n  Approved: {{type: {type}}}\n" : "");
        var rules = (await compiler.CompileAsync([RuleFile.Read(new SourceText("r.yaml", yaml))], CancellationToken.None)).Rules;
        Assert.That(rules.Single().Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Message), Is.Empty);
        var workspace = WorkspaceFile.Read(new SourceText("w.yaml", Head + overlay));
        Assert.That(workspace.Diagnostics, Is.Empty);
        var compiled = await new OverlayCompiler(compiler, Today).CompileAsync([.. rules], workspace, _ => includes, true, CancellationToken.None);
        return (compiled.Rules, compiled.Diagnostics);
    }
}
