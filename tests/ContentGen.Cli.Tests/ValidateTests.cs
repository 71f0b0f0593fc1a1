using System.Text.Json;

namespace ContentGen.Cli.Tests;

public sealed class ValidateTests
{
    private static readonly string Project = Projects.Create(
        ("a.yaml", Projects.Rule(query: "|\r\n  // 😀\r\n  SecurityEvent\r\n  | where\t\"😀\" == Account and Nope == 1")),
        ("b.yaml", Projects.Rule("7b8b7391-5c0a-4f8c-baee-78d8ce0ce330", "B") + "ownr: me\n"));

    [Test]
    public async Task Json_has_the_shape_of_the_contract()
    {
        var run = await Tool.RunAsync(Project, "validate", "--format", "json");
        using var json = JsonDocument.Parse(run.Out);
        var found = json.RootElement.GetProperty("diagnostics").EnumerateArray().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.ExitCode, Is.EqualTo(1));
            Assert.That(json.RootElement.GetProperty("rules").GetInt32(), Is.EqualTo(2));
            Assert.That(json.RootElement.GetProperty("files").GetInt32(), Is.EqualTo(2));
            Assert.That(found.Select(d => d.GetProperty("code").GetString()), Is.EqualTo(new[] { "KS142", "CG2001" }));
            Assert.That(found[0].EnumerateObject().Select(p => p.Name), Is.EqualTo(new[] { "code", "severity", "message", "file", "line", "column", "endLine", "endColumn", "ruleId", "help" }));
            Assert.That(found[0].GetProperty("severity").GetString(), Is.EqualTo("error"));
            Assert.That(found[0].GetProperty("file").GetString(), Is.EqualTo("rules/a.yaml"));
            Assert.That(new[] { "line", "column", "endLine", "endColumn" }.Select(p => found[0].GetProperty(p).GetInt32()), Is.EqualTo(new[] { 11, 31, 11, 35 }));
            Assert.That(found[0].GetProperty("ruleId").GetString(), Is.EqualTo(Projects.Id));
        }
    }

    [Test]
    public async Task Cost_limit_makes_dear_rules_errors_and_sizes_scale_it()
    {
        var folder = Projects.Create(("a.yaml", Projects.Rule(query: "SecurityEvent")));
        await File.WriteAllTextAsync(Path.Combine(folder, "sizes.tsv"), "# GB a day\nSecurityEvent\t80\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "bad.tsv"), "SecurityEvent much\n");
        var usual = await Tool.RunAsync(folder, "validate", "--max-cost", "200", "--only", "CG3601");
        var large = await Tool.RunAsync(folder, "validate", "--max-cost", "200", "--only", "CG3601", "--table-sizes", "sizes.tsv");
        var bad = await Tool.RunAsync(folder, "validate", "--table-sizes", "bad.tsv");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((usual.ExitCode, usual.Out), Is.EqualTo((0, "")));
            Assert.That(large.ExitCode, Is.EqualTo(1));
            Assert.That(large.Out, Does.Contain("error CG3601: a run of the query costs 467 points, more than 200: reading SecurityEvent over 1.17 h 389"));
            Assert.That(bad.ExitCode, Is.EqualTo(2));
            Assert.That(bad.Error, Does.Contain("bad.tsv(1)"));
        }
    }

    [Test]
    public async Task GitHub_annotations_name_file_and_line()
    {
        var run = await Tool.RunAsync(Project, "validate", "--format", "github");
        Assert.That(run.Lines[0], Is.EqualTo("::error file=rules/a.yaml,line=11,endLine=11,col=31,endColumn=35,title=KS142::The name 'Nope' does not refer to any known column, table, variable or function."));
    }

    [Test]
    public async Task Sarif_has_a_result_for_each_finding_and_the_page_of_its_rule()
    {
        var run = await Tool.RunAsync(Project, "validate", "--format", "sarif");
        using var json = JsonDocument.Parse(run.Out);
        var sarif = json.RootElement.GetProperty("runs")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(json.RootElement.GetProperty("version").GetString(), Is.EqualTo("2.1.0"));
            Assert.That(sarif.GetProperty("results").GetArrayLength(), Is.EqualTo(2));
            Assert.That(sarif.GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startColumn").GetInt32(), Is.EqualTo(31));
            Assert.That(sarif.GetProperty("tool").GetProperty("driver").GetProperty("rules")[0].GetProperty("help").GetProperty("text").GetString(), Does.StartWith("# CG2001"));
        }
    }

    [TestCase(1, "validate", "rules/a.yaml")]
    [TestCase(0, "validate", "rules/b.yaml")]
    [TestCase(1, "validate", "rules/b.yaml", "--fail-on", "warning")]
    [TestCase(0, "validate", "--only", "CG2001")]
    [TestCase(1, "validate", "--only", "ks142")]
    [TestCase(2, "validate", "--only", "CG2001,CG9999")]
    [TestCase(1, "validate", "--only", "CG2001,KS142")]
    [TestCase(1, "validate", "rules/*.yaml")]
    [TestCase(1, "validate", "**/a.yaml")]
    [TestCase(2, "validate", "rules/*.yml")]
    [TestCase(2, "validate", "--format", "xml")]
    [TestCase(2, "validate", "--nonsense")]
    [TestCase(2, "nonsense")]
    [TestCase(2, "validate", "")]
    [TestCase(2, "build", "-o", "")]
    [TestCase(2, "validate", "--root", "nowhere")]
    [TestCase(2, "emulator", "--port", "65536")]
    [TestCase(2, "validate", "--max-cost", "-5")]
    [TestCase(2, "test", "--min-score", "101")]
    [TestCase(1, "graph", "nowhere.yaml")]
    [TestCase(2, "explain", "CG9999")]
    [TestCase(0, "explain", "cg1006")]
    [TestCase(0, "explain", "KS142")]
    [TestCase(0, "schema", "show", "SecurityEvent")]
    [TestCase(1, "schema", "show", "SecurtyEvent")]
    [TestCase(0, "schema", "list", "Security")]
    [TestCase(2, "build", "--api-version", "latest")]
    public async Task Exit_code_says_how_it_went(int expected, params string[] arguments)
    {
        var run = await Tool.RunAsync(Project, arguments);
        Assert.That(run.ExitCode, Is.EqualTo(expected), run.Out + run.Error);
        Assert.That(run.Error, Does.Not.Contain("   at "));
    }

    [Test]
    public async Task Files_elsewhere_need_no_project()
    {
        var folder = TestFolders.Temporary();
        var file = Path.Combine(TestFolders.Temporary(), "x.yaml");
        await File.WriteAllTextAsync(file, Projects.Rule());
        Assert.That((await Tool.RunAsync(folder, "validate", file)).ExitCode, Is.Zero);
    }

    [Test]
    public async Task Own_tables_and_functions_are_known_and_their_faults_are_shown()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule(query: "Doors('x') | project TimeGenerated, Door")));
        _ = Directory.CreateDirectory(Path.Combine(project, "schemas"));
        _ = Directory.CreateDirectory(Path.Combine(project, "functions"));
        await File.WriteAllTextAsync(Path.Combine(project, "schemas", "doors.kql"), ".create-merge table Doors_CL (TimeGenerated:datetime, Door:string)\n");
        await File.WriteAllTextAsync(Path.Combine(project, "functions", "doors.kql"), ".create-or-alter function Doors(d:string) { Doors_CL | where Door == d }\n");
        var sound = await Tool.RunAsync(project, "validate");
        await File.WriteAllTextAsync(Path.Combine(project, "schemas", "doors.kql"), ".create-merge table Doors_CL (TimeGenerated:datetime, Door:text)\n");
        var faulty = await Tool.RunAsync(project, "validate");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sound.ExitCode, Is.Zero, sound.Out);
            Assert.That((faulty.ExitCode, faulty.Lines[0]), Is.EqualTo((1, "schemas/doors.kql(1,60): error CG3103: 'text' is not a Kusto type")));
        }
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task Reader_who_leaves_changes_neither_the_work_nor_the_exit_code()
    {
        var project = Projects.Create([.. Enumerable.Range(0, 60).Select(i => ($"r{i}.yaml", Projects.Rule(query: "SecurityEvent | where Acount == 1")))]);
        var run = await Tool.StartAsync("bash", project, [], ["-c", "dotnet \"$0\" validate --format json | head -c 10; echo \" ${PIPESTATUS[0]}\"", Tool.Program]);
        Assert.That((run.Out, run.Error.StartsWith("60 rules: ", StringComparison.Ordinal)), Is.EqualTo(("{\n  \"diagn 1\n", true)), run.Error);
    }

    [Test]
    public async Task New_rule_validates_and_passes_its_tests_as_it_is()
    {
        var folder = TestFolders.Temporary();
        var made = await Tool.RunAsync(folder, "new", "rule", "It's many: failed logons");
        var again = await Tool.RunAsync(folder, "new", "rule", "It's many: failed logons");
        var valid = await Tool.RunAsync(folder, "validate");
        var tests = await Tool.RunAsync(folder, "test");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((made.ExitCode, made.Out), Is.EqualTo((0, "content/rules/drafts/it-s-many-failed-logons.yaml\n")), made.Error);
            Assert.That(again.ExitCode, Is.EqualTo(2));
            Assert.That((valid.ExitCode, valid.Out), Is.EqualTo((0, "")), valid.Out);
            Assert.That(tests.ExitCode, Is.Zero, tests.Out);
        }
    }
}
