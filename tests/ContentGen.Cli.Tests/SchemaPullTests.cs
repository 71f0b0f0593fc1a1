namespace ContentGen.Cli.Tests;

public sealed class SchemaPullTests
{
    private const string Doors = """{"name":"Doors_CL","properties":{"schema":{"name":"Doors_CL","tableType":"CustomLog","standardColumns":[{"name":"TimeGenerated","type":"dateTime"}],"columns":[{"name":"Open","type":"boolean"},{"name":"Door","type":"string"}]}}}""";
    private const string Heartbeat = """{"name":"Heartbeat","properties":{"schema":{"name":"Heartbeat","standardColumns":[{"name":"TimeGenerated","type":"dateTime"}],"columns":[{"name":"Computer","type":"string"}]}}}""";
    private static readonly Dictionary<string, string?> Token = new() { ["CONTENTGEN_ACCESS_TOKEN"] = "secret-token" };

    [Test]
    public async Task Pull_reads_all_pages_and_prints_sorted_declarations()
    {
        using var api = new FakeTablesApi(200, Heartbeat, Doors);
        var project = api.Project();
        var all = await Tool.RunAsync(project, Token, "schema", "pull", "--workspace", "lab");
        var custom = await Tool.RunAsync(project, Token, "schema", "pull", "--workspace", "lab", "--custom", "-o", "schemas");
        var files = Directory.GetFiles(Path.Combine(project, "schemas")).Select(Path.GetFileName);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (all.ExitCode, all.Out),
                Is.EqualTo((0, ".create-merge table Doors_CL (Door:string, Open:bool, TimeGenerated:datetime)\n.create-merge table Heartbeat (Computer:string, TimeGenerated:datetime)\n")), all.Error);
            Assert.That(custom.ExitCode, Is.Zero, custom.Error);
            Assert.That(files, Is.EqualTo(new[] { "Doors_CL.kql" }));
            Assert.That(api.Requests, Has.Count.EqualTo(4));
            Assert.That(api.Requests[0], Is.EqualTo(
                "GET /subscriptions/d0cfe6b2-9ac0-4464-9919-dccaee2e48c0/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/law/tables?api-version=2022-10-01 Bearer secret-token"));
        }
    }

    [Test]
    public async Task Diff_against_a_workspace_misses_the_project_s_tables_that_it_lacks()
    {
        using var api = new FakeTablesApi(200, Doors);
        var project = api.Project();
        _ = Directory.CreateDirectory(Path.Combine(project, "schemas"));
        await File.WriteAllTextAsync(Path.Combine(project, "schemas", "own.kql"), ".create-merge table Gone_CL (a:int)\n.create-merge table Doors_CL (Door:string, TimeGenerated:datetime)\n");
        var run = await Tool.RunAsync(project, Token, "schema", "diff", "--workspace", "lab");
        Assert.That((run.ExitCode, run.Out), Is.EqualTo((1, "~ Doors_CL\n    + Open: bool\n- Gone_CL\n")), run.Error);
    }

    [TestCase(403, """{"error":{"code":"AuthorizationFailed","message":"The client does not have authorization."}}""", 3, "AuthorizationFailed")]
    [TestCase(404, """{"error":{"code":"ResourceNotFound","message":"The workspace was not found."}}""", 3, "ResourceNotFound")]
    [TestCase(200, """{"name":"Odd_CL","properties":{"schema":{"columns":[{"name":"a","type":"quux"}]}}}""", 1, "tables of lab(2,72): error CG3123: the column 'a' of 'Odd_CL' has the type 'quux'")]
    [TestCase(200, "17", 1, "error CG3122")]
    public async Task Workspace_that_cannot_be_read_writes_nothing_and_no_token(int status, string body, int exitCode, string expected)
    {
        using var api = new FakeTablesApi(status, body);
        var project = api.Project();
        var run = await Tool.RunAsync(project, Token, "schema", "pull", "--workspace", "lab", "-o", "schemas");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.ExitCode, run.Out), Is.EqualTo((exitCode, "")));
            Assert.That(run.Error, Does.Contain(expected).And.Not.Contain("secret-token").And.Not.Contain("   at "));
            Assert.That(Directory.Exists(Path.Combine(project, "schemas")), Is.False);
        }
    }

    [TestCase("schema", "pull")]
    [TestCase("schema", "pull", "--workspace", "lb")]
    [TestCase("schema", "diff")]
    [TestCase("schema", "diff", "x.json", "--workspace", "lab")]
    public async Task Command_line_that_names_no_workspace_is_a_usage_error(params string[] arguments)
    {
        using var api = new FakeTablesApi(200, Doors);
        var run = await Tool.RunAsync(api.Project(), Token, arguments);
        Assert.That((run.ExitCode, api.Requests.Count), Is.EqualTo((2, 0)), run.Error);
    }
}
