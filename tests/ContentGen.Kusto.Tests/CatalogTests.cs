using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Kusto.Tests;

public sealed class CatalogTests
{
    [TestCase(QueryEnvironment.Sentinel, 1942, 64_000)]
    [TestCase(QueryEnvironment.DefenderXdr, 65, 1_600)]
    public void Built_in_tables_can_all_be_read(QueryEnvironment environment, int tables, int columns)
    {
        var catalog = SchemaCatalog.Create(environment, ContentSchemas.Empty);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(catalog.TableNames.Count, Is.EqualTo(tables));
            Assert.That(catalog.TableNames.Sum(t => catalog.FindTable(t)!.Columns.Length), Is.GreaterThan(columns));
            Assert.That(catalog.FunctionNames.Select(f => catalog.FindFunction(f)?.Name ?? f), Is.All.Not.Empty);
            Assert.That(catalog.FunctionNames.Count, Is.GreaterThan(1000));
        }
    }

    [Test]
    public void Built_in_tables_equal_the_fact_sheet()
    {
        var catalog = SchemaCatalog.Create(QueryEnvironment.Sentinel, ContentSchemas.Empty);
        var facts = File.ReadLines(Path.Combine(TestFolders.Shared, "facts", "schemas", "log-analytics.tsv")).Where(l => l.Length > 0).Select(l => l.Split('\t'));
        var missing = facts.Where(f => catalog.FindTable(f[0])?.Columns.Contains(new ColumnSchema(f[1], f[2])) != true).Select(f => string.Join('.', f));
        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void Every_table_of_a_workspace_has_the_standard_columns()
    {
        var catalog = SchemaCatalog.Create(QueryEnvironment.Sentinel, ContentSchemas.Empty);
        Assert.That(catalog.FindTable("SecurityEvent")!.Columns.Select(c => c.Name), Is.SupersetOf(new[] { "TimeGenerated", "Type", "TenantId", "_ResourceId" }));
        Assert.That(catalog.FindTable("AzureDiagnostics")!.IsOpen, Is.True);
    }

    [TestCase("_GetWatchlist", FunctionKind.Watchlist)]
    [TestCase("workspace", FunctionKind.Database)]
    [TestCase("adx", FunctionKind.OpenDatabase)]
    [TestCase("_Im_Dns", FunctionKind.TabularOpen)]
    [TestCase("_ASIM_GetUsernameType", FunctionKind.Scalar)]
    public void Built_in_function_has_its_kind(string name, FunctionKind kind) =>
        Assert.That(SchemaCatalog.Create(QueryEnvironment.Sentinel, ContentSchemas.Empty).FindFunction(name)!.Kind, Is.EqualTo(kind));

    [Test]
    public void FileProfile_is_there_in_Defender_only()
    {
        Assert.That(SchemaCatalog.Create(QueryEnvironment.DefenderXdr, ContentSchemas.Empty).FindFunction("FileProfile")!.Kind, Is.EqualTo(FunctionKind.Extender));
        Assert.That(SchemaCatalog.Create(QueryEnvironment.Sentinel, ContentSchemas.Empty).FindFunction("FileProfile"), Is.Null);
    }

    [Test]
    public void Own_declarations_are_read_and_win()
    {
        var found = new List<Diagnostic>();
        var own = ContentSchemas.Read(
            [
                new SourceText("schemas/a.kql", "// ours\n.create-merge table My_CL (TimeGenerated:datetime, ['odd name']:string,\n  Size:long) with (docstring=\"x\")\n.create table SecurityEvent (Only:int)\n"),
                new SourceText("functions/f.kql", ".create-or-alter function with (folder=\"team\") Named(what:string=\"}\", n:long=5) {\n  // a } in a comment\n  My_CL | where ['odd name'] == what and Size > n // '\n}\n"),
            ],
            found);
        var catalog = SchemaCatalog.Create(QueryEnvironment.Sentinel, own);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Is.Empty);
            Assert.That(catalog.FindTable("My_CL")!.ColumnText, Is.EqualTo("TimeGenerated:datetime,['odd name']:string,Size:long"));
            Assert.That(catalog.FindTable("SecurityEvent")!.ColumnText, Is.EqualTo("Only:int"));
            Assert.That(catalog.FindFunction("Named")!.Parameters, Is.EqualTo("what:string=\"}\", n:long=5"));
            Assert.That(catalog.FindFunction("Named")!.Kind, Is.EqualTo(FunctionKind.Body));
        }
    }

    [TestCase("create table T (a:int)", "CG3101 1,1")]
    [TestCase(".create-merge table (a:int)", "CG3102 1,21")]
    [TestCase(".create-merge table T (a:int", "CG3102 1,29")]
    [TestCase(".create-merge table T (a int)", "CG3102 1,26")]
    [TestCase(".create-merge table T (a:strng)", "CG3103 1,26")]
    [TestCase(".create-or-alter function F(a:int) { T ", "CG3102 1,36")]
    [TestCase(".create table T (a:int)\n.create table T (b:int)", "CG3104 2,15")]
    public void Fault_in_a_declaration_is_reported_at_its_place(string text, string expected)
    {
        var found = new List<Diagnostic>();
        _ = ContentSchemas.Read([new SourceText("a.kql", text)], found);
        Assert.That(found.Select(d => $"{d.Code} {d.Start}"), Is.EqualTo(new[] { expected }));
    }

    [Test]
    public async Task Own_table_and_function_bind_in_a_query()
    {
        var own = ContentSchemas.Read(
            [new SourceText("a.kql", ".create-merge table My_CL (TimeGenerated:datetime, Name:string)\n.create-or-alter function Recent(n:string) { My_CL | where Name == n | project Name }\n")], []);
        using var host = new Hosting.LanguageHost(TestHost.Options());
        var bound = await host.BindAsync(new Binding.QueryText("Recent('x') | where Name has 'y' | extend Z = Nope", SchemaCatalog.Create(QueryEnvironment.Sentinel, own)), CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bound.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "KS142" }));
            Assert.That(bound.Tables, Is.EqualTo(new[] { "My_CL" }));
            Assert.That(bound.Functions, Is.EqualTo(new[] { "Recent" }));
            Assert.That(bound.Tree!.Bodies, Has.Length.EqualTo(1));
        }
    }
}
