using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Import;

namespace ContentGen.Kusto.Tests;

public sealed class SchemaImporterTests
{
    private const string Doors = ".create-merge table Doors_CL (Door:string, Open:bool, Size:long, When:datetime)\n";

    [TestCase("""{"Name":"Doors_CL","Properties":[{"Name":"When","Type":"DateTime"},{"Name":"Door","Type":"String"},{"name":"Open","type":"Boolean"},{"Name":"Size","Type":"Long"}]}""")]
    [TestCase("""{"value":[{"name":"Doors_CL","properties":{"schema":{"name":"Doors_CL","standardColumns":[{"name":"When","type":"dateTime"}],"columns":[{"name":"Door","type":"string"},{"name":"Open","type":"boolean"},{"name":"Size","type":"long"}]}}}]}""")]
    [TestCase("""{"name":"Doors_CL","properties":{"schema":{"columns":[{"name":"When","type":"dateTime"},{"name":"Door","type":"string"},{"name":"Open","type":"boolean"},{"name":"Size","type":"long"}]}}}""")]
    [TestCase("""[{"name":"Doors_CL","plan":"Analytics","schema":{"columns":[{"name":"Door","type":"string"},{"name":"Open","type":"boolean"}],"standardColumns":[{"name":"Size","type":"long"},{"name":"When","type":"dateTime"}]}}]""")]
    [TestCase("""[{"ColumnName":"When","ColumnOrdinal":0,"DataType":"System.DateTime","ColumnType":"datetime"},{"ColumnName":"Door","ColumnType":"string"},{"ColumnName":"Open","DataType":"System.SByte"},{"ColumnName":"Size","DataType":"System.Int64","ColumnType":""}]""")]
    [TestCase("""{"tables":[{"name":"PrimaryResult","columns":[{"name":"ColumnName","type":"string"},{"name":"ColumnOrdinal","type":"int"},{"name":"DataType","type":"string"},{"name":"ColumnType","type":"string"}],"rows":[["When",0,"System.DateTime","datetime"],["Door",1,"System.String","string"],["Open",2,"System.SByte","bool"],["Size",3,"System.Int64","long"]]}]}""")]
    [TestCase("ColumnName,ColumnOrdinal,DataType,ColumnType\r\nWhen,0,System.DateTime,datetime\r\n\"Door\",1,System.String,string\r\nOpen,2,System.SByte,bool\r\nSize,3,System.Int64,long\r\n")]
    [TestCase("ColumnName,ColumnOrdinal,DataType\nWhen,0,System.DateTime\nDoor,1,System.String\nOpen,2,System.SByte\nSize,3,System.Int64\n")]
    [TestCase("// a comment\n.create table Doors_CL (When:date, Door:string, Open:boolean,\n Size:long) with (folder='x')\n")]
    [TestCase("\n\n.create-merge table Doors_CL (Size:long, When:datetime, Door:string, Open:bool)")]
    public void Each_form_gives_the_same_declaration(string text)
    {
        var found = new List<Diagnostic>();
        var importer = new SchemaImporter(found);
        importer.Read(new SourceText("doors", text), "Doors_CL");
        Assert.That(found, Is.Empty);
        Assert.That(string.Concat(importer.Tables.Select(DeclarationWriter.Table)), Is.EqualTo(Doors));
    }

    [TestCase("""{"Name":"T","Properties":[{"Name":"a","Type":"strng"}]}""", "1,46 CG3123 the column 'a' of 'T' has the type 'strng', which no Kusto type is called; did you mean 'string'?")]
    [TestCase("{\"Name\":\"T\",\n \"Properties\":[{\"Name\":\"ä😀\",\"Type\":\"quux\"}]}", "2,37 CG3123 the column 'ä😀' of 'T' has the type 'quux', which no Kusto type is called")]
    [TestCase("ColumnName,ColumnType\na,System.Nonsense\n", "2,3 CG3123 the column 'a' of 'X_CL' has the type 'System.Nonsense', which no Kusto type is called")]
    [TestCase("""{"Name":"T","Properties":[{"Name":"a"}]}""", "1,35 CG3124 the column 'a' of 'T' has no type")]
    [TestCase("""{"Name":"T","Properties":[{"Type":"int"}, 5]}""", "1,27 CG3124 a column of 'T' has no name that a column can have", "1,43 CG3124 a column of 'T' has no name that a column can have")]
    [TestCase("""{"Properties":[{"Name":"a","Type":"int"}]}""", "1,1 CG3124 the table has no name that a table can have")]
    [TestCase("""{"Name":"a\nb","Properties":[]}""", "1,1 CG3124 the table has no name that a table can have")]
    [TestCase("""{"Name":"T","Properties":[{"Name":"a","Type":"int"},{"Name":"a","Type":"Int32"},{"Name":"a","Type":"long"}]}""", "1,100 CG3125 the column 'a' of 'T' is long here and int before")]
    [TestCase("""{"value":[{"name":"T","properties":{"schema":{"columns":[]}}}]}""", "1,19 CG3127 the table 'T' has no columns and is left out")]
    [TestCase("{\"Name\":\"T\",\n  \"Properties\": [1,}", "2,20 CG3121 this is not valid JSON: '}' is an invalid start of a value")]
    [TestCase("{\"Name\":\"\\ud800\"}", "1,9 CG3121 this is not valid JSON: a string is not valid Unicode")]
    [TestCase("[", "1,2 CG3121 *")]
    [TestCase("{}", "1,1 CG3122 no table with columns is described here; *")]
    [TestCase("[[], null, \"x\"]", "1,2 CG3122 *", "1,6 CG3122 *", "1,12 CG3122 *")]
    [TestCase("""{"error":{"code":"AuthorizationFailed"}}""", "1,1 CG3122 *")]
    [TestCase("Name,Type\na,string\n", "1,1 CG3122 the first line has no ColumnName with ColumnType or DataType; *")]
    [TestCase("<html>", "1,1 CG3122 *")]
    [TestCase("ColumnName,ColumnType\n\"a,int\n", "2,1 CG3111 *")]
    [TestCase(".create table T (a:lang)", "1,20 CG3103 *")]
    [TestCase(".create table T (a:int, b:int, a:int)", "1,32 CG3104 'a' is already declared in this table")]
    public void Fault_is_reported_at_its_place(string text, params string[] expected)
    {
        var found = new List<Diagnostic>();
        new SchemaImporter(found).Read(new SourceText("x", text), "X_CL");
        var actual = found.Select(d => $"{d.Start} {d.Code} {d.Message}").ToList();
        Assert.That(actual, Has.Count.EqualTo(expected.Length), string.Join('\n', actual));
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.That(actual[i], expected[i].EndsWith('*') ? Does.StartWith(expected[i][..^1]) : Is.EqualTo(expected[i]));
        }
    }

    [TestCase("ColumnName,ColumnType\na,int\n")]
    [TestCase("""[{"ColumnName":"a","ColumnType":"int"}]""")]
    public void Getschema_without_a_table_asks_for_it(string text)
    {
        var found = new List<Diagnostic>();
        new SchemaImporter(found).Read(new SourceText("query_data", text), null);
        Assert.That(found.Single().Message, Does.Contain("--table"));
    }

    [Test]
    public void Same_table_twice_is_one_and_another_one_of_its_name_is_a_fault()
    {
        var found = new List<Diagnostic>();
        var importer = new SchemaImporter(found);
        importer.Read(new SourceText("a.kql", ".create table T (a:int, b:string)"), null);
        importer.Read(new SourceText("b.kql", ".create table T (b:string, a:int)"), null);
        importer.Read(new SourceText("c.kql", ".create table T (a:long, b:string)"), null);
        Assert.That(found.Select(d => $"{d.Source.Path} {d.Code} {d.Message}"), Is.EqualTo(new[] { "c.kql CG3104 'T' is already declared in a.kql" }));
        Assert.That(importer.Tables, Has.Length.EqualTo(1));
    }

    [Test]
    public void More_columns_than_a_table_can_have_are_refused()
    {
        var columns = string.Join(',', Enumerable.Range(0, 10_002).Select(i => $$"""{"Name":"c{{i}}","Type":"int"}"""));
        var found = new List<Diagnostic>();
        new SchemaImporter(found).Read(new SourceText("x", $$"""{"Name":"T","Properties":[{{columns}}]}"""), null);
        Assert.That(found.Select(d => d.Code), Is.EqualTo(new[] { "CG3126" }));
    }

    [Test]
    public void Nesting_without_end_is_a_fault_and_no_crash()
    {
        var found = new List<Diagnostic>();
        new SchemaImporter(found).Read(new SourceText("x", new string('[', 1_000_000)), null);
        Assert.That(found.Single().Code, Is.EqualTo("CG3121"));
    }

    [Test]
    public void Long_declaration_has_a_column_a_line_and_odd_names_are_quoted()
    {
        var importer = new SchemaImporter([]);
        importer.Read(new SourceText("x", $$"""{"Name":"T","Properties":[{{string.Join(',', Enumerable.Range(0, 12).Select(i => $$"""{"Name":"Column number {{i:00}}","Type":"int"}"""))}},{"Name":"it's","Type":"real"}]}"""), null);
        var text = DeclarationWriter.Table(importer.Tables[0]);
        Assert.That(text, Does.StartWith(".create-merge table T (\n    ['Column number 00']:int,\n    ['Column number 01']:int,\n").And.EndWith("    ['it\\'s']:real\n)\n"));
        var again = new SchemaImporter([]);
        again.Read(new SourceText("x.kql", text), null);
        Assert.That(DeclarationWriter.Table(again.Tables[0]), Is.EqualTo(text));
    }

    [Test]
    public void Function_is_kept_as_it_is_written()
    {
        const string Text = ".create-or-alter function with (folder=\"team\", docstring=\"d\") F(a:string, // note\n  n:long=5) {\n  T | where A == a // }\n}";
        var found = new List<Diagnostic>();
        var importer = new SchemaImporter(found);
        importer.Read(new SourceText("f.kql", "// head\n" + Text.ReplaceLineEndings("\r\n") + "\r\n.create table T (A:string)\r\n"), null);
        Assert.That(found, Is.Empty);
        Assert.That(DeclarationWriter.Function(importer.Functions.Single()), Is.EqualTo(Text + "\n"));
    }
}
