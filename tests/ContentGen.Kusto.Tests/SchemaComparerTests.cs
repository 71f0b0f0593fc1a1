using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Comparison;

namespace ContentGen.Kusto.Tests;

public sealed class SchemaComparerTests
{
    private static readonly SchemaCatalog Catalogue = SchemaCatalog.Create(
        QueryEnvironment.Sentinel, ContentSchemas.Read([new SourceText("a.kql", ".create table A_CL (x:string, y:int, z:long)\n.create table B_CL (x:int)")], []));

    [TestCase(".create table A_CL (z:long, x:string, y:int)", "")]
    [TestCase(".create table A_CL (x:string, y:long, w:bool)", "Changed A_CL: w(->bool) y(int->long) z(long->)")]
    [TestCase(".create table C_CL (b:int, a:int)", "Added C_CL: a(->int) b(->int)")]
    [TestCase(".create table a_CL (x:string)", "Added a_CL: x(->string)")]
    public void Table_differs_where_its_columns_do(string pulled, string expected) => Assert.That(Compare(pulled), Is.EqualTo(expected));

    [Test]
    public void Expected_table_that_is_not_there_is_removed() =>
        Assert.That(Compare(".create table A_CL (z:long, x:string, y:int)", "A_CL", "B_CL"), Is.EqualTo("Removed B_CL:"));

    [Test]
    public void Column_that_an_open_table_does_not_declare_is_no_difference() =>
        Assert.That(Compare($".create table AzureDiagnostics ({Catalogue.FindTable("AzureDiagnostics")!.ColumnText}, whatever_s:string)"), Is.Empty);

    [Test]
    public void Built_in_tables_as_the_fact_sheet_lists_them_are_no_difference()
    {
        var tables = File.ReadLines(Path.Combine(TestFolders.Shared, "facts", "schemas", "log-analytics.tsv")).Where(l => l.Length > 0).Select(l => l.Split('\t')).GroupBy(f => f[0])
            .Select(t => new TableSchema(t.Key, [.. t.Select(f => new ColumnSchema(f[1], f[2]))], isOpen: false, "facts"));
        Assert.That(SchemaComparer.Compare(SchemaCatalog.Create(QueryEnvironment.Sentinel, ContentSchemas.Empty), tables, []), Is.Empty);
    }

    private static string Compare(string pulled, params string[] expected)
    {
        var tables = ContentSchemas.Read([new SourceText("p.kql", pulled)], []).Tables;
        return string.Join('\n', SchemaComparer.Compare(Catalogue, tables, expected).Select(c =>
            $"{c.Kind} {c.Table}:{string.Concat(c.Columns.Select(x => $" {x.Name}({x.Catalogue}->{x.Other})"))}"));
    }
}
