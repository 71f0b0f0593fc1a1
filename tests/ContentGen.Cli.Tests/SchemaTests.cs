using System.Text.Json;

namespace ContentGen.Cli.Tests;

public sealed class SchemaTests
{
    private const string Doors = """{"Name":"Doors_CL","Properties":[{"Name":"TimeGenerated","Type":"DateTime"},{"Name":"Door","Type":"String"}]}""";

    [Test]
    public async Task Import_prints_declarations_and_writes_them_where_it_is_told_to()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule(query: "Doors_CL | where Door == 'x'")));
        await File.WriteAllTextAsync(Path.Combine(project, "doors.json"), Doors);
        var printed = await Tool.RunAsync(project, "schema", "import", "doors.json");
        var written = await Tool.RunAsync(project, "schema", "import", "doors.json", "-o", "schemas");
        var again = await Tool.RunAsync(project, "schema", "import", "doors.json", "-o", "schemas");
        var valid = await Tool.RunAsync(project, "validate");
        var file = await File.ReadAllTextAsync(Path.Combine(project, "schemas", "Doors_CL.kql"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((printed.ExitCode, printed.Out), Is.EqualTo((0, ".create-merge table Doors_CL (Door:string, TimeGenerated:datetime)\n")));
            Assert.That(file, Is.EqualTo(printed.Out));
            Assert.That((written.ExitCode, written.Out, written.Error), Is.EqualTo((0, "", "1 table, 0 functions in schemas (1 file written)\n")));
            Assert.That(again.Error, Does.Contain("(0 files written)"));
            Assert.That((valid.ExitCode, valid.Out), Is.EqualTo((0, "")));
        }
    }

    [Test]
    public async Task Import_with_an_error_writes_nothing()
    {
        var project = Projects.Create();
        await File.WriteAllTextAsync(Path.Combine(project, "a.json"), Doors);
        await File.WriteAllTextAsync(Path.Combine(project, "b.json"), Doors.Replace("String", "Sting", StringComparison.Ordinal).Replace("Doors_CL", "Gates_CL", StringComparison.Ordinal));
        var run = await Tool.RunAsync(project, "schema", "import", "a.json", "b.json", "missing.json", "-o", "schemas");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.ExitCode, run.Out), Is.EqualTo((1, "")));
            Assert.That(run.Error, Does.StartWith("b.json(1,99): error CG3123: ").And.Contain("\nmissing.json(1,1): error CG1001: ").And.EndsWith("nothing is written, because of errors\n"));
            Assert.That(Directory.Exists(Path.Combine(project, "schemas")), Is.False);
        }
    }

    [Test]
    public async Task Name_of_a_table_never_leaves_the_folder()
    {
        var project = Projects.Create();
        await File.WriteAllTextAsync(Path.Combine(project, "a.json"), Doors.Replace("Doors_CL", "../../evil", StringComparison.Ordinal));
        var run = await Tool.RunAsync(project, "schema", "import", "a.json", "-o", "out");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Directory.GetFiles(Path.Combine(project, "out")).Select(Path.GetFileName), Is.EqualTo(new[] { "______evil.kql" }));
    }

    [Test]
    public async Task Diff_lists_what_differs_and_its_exit_code_says_whether()
    {
        var project = Projects.Create();
        _ = Directory.CreateDirectory(Path.Combine(project, "schemas"));
        await File.WriteAllTextAsync(Path.Combine(project, "schemas", "own.kql"), ".create-merge table Doors_CL (TimeGenerated:datetime, Door:int)\n.create-merge table Gone_CL (a:int)\n");
        await File.WriteAllTextAsync(Path.Combine(project, "pulled.json"), Doors);
        var text = await Tool.RunAsync(project, "schema", "diff", "pulled.json", "--complete");
        var json = await Tool.RunAsync(project, "schema", "diff", "pulled.json", "--format", "json");
        var same = await Tool.RunAsync(project, "schema", "diff", "schemas");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((text.ExitCode, text.Out), Is.EqualTo((1, "~ Doors_CL\n    ~ Door: int -> string\n- Gone_CL\n")), text.Error);
            Assert.That((same.ExitCode, same.Out), Is.EqualTo((0, "")), same.Error);
            Assert.That(json.ExitCode, Is.EqualTo(1));
        }

        using var parsed = JsonDocument.Parse(json.Out);
        Assert.That(JsonSerializer.Serialize(parsed.RootElement), Is.EqualTo("""{"tables":[{"table":"Doors_CL","change":"changed","columns":[{"column":"Door","change":"changed","catalogue":"int","pulled":"string"}]}]}""").IgnoreWhiteSpace);
    }

    [Test]
    public async Task Show_prints_what_a_function_returns_and_the_columns_of_a_watchlist()
    {
        var project = Projects.Create();
        _ = Directory.CreateDirectory(Path.Combine(project, "functions"));
        _ = Directory.CreateDirectory(Path.Combine(project, "watchlists"));
        await File.WriteAllTextAsync(Path.Combine(project, "watchlists", "hosts.csv"), "Host,Tier:long\ndc-01,1\n");
        await File.WriteAllTextAsync(
            Path.Combine(project, "functions", "f.kql"),
            ".create-or-alter function Outer(n:long) { Inner() | where Tier > n | extend At = now() }\n.create-or-alter function Inner() { _GetWatchlist('hosts') | project Host, Tier }\n.create-or-alter function Text(s:string) { strcat(s, 'x') }\n");
        var outer = await Tool.RunAsync(project, "schema", "show", "Outer");
        var text = await Tool.RunAsync(project, "schema", "show", "Text");
        var watchlist = await Tool.RunAsync(project, "schema", "show", "hosts");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outer.Lines[^1], Is.EqualTo("// returns (Host:string, Tier:long, At:datetime)"), outer.Error);
            Assert.That(text.Lines[^1], Is.EqualTo("// returns string"));
            Assert.That(watchlist.Lines[^1], Is.EqualTo("_GetWatchlist('hosts') : (Host:string, Tier:long)"));
        }
    }

    [Test]
    public async Task Body_that_no_rule_calls_is_checked_and_a_rule_that_does_not_call_it_is_built()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule()));
        _ = Directory.CreateDirectory(Path.Combine(project, "functions"));
        await File.WriteAllTextAsync(Path.Combine(project, "functions", "f.kql"), "// ours\r\n.create-or-alter function F() {\r\n  SecurityEvent | where Acount == 'x' }\r\n");
        var run = await Tool.RunAsync(project, "validate");
        var built = await Tool.RunAsync(project, "build", "-o", "out");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Lines.Single(), Does.StartWith("functions/f.kql(3,25): error KS142: The name 'Acount'"));
            Assert.That(run.ExitCode, Is.EqualTo(1));
            Assert.That(File.Exists(Path.Combine(project, "out", "arm", "a.json")), Is.True, built.Error);
        }
    }
}
