using System.Globalization;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;
using FsCheck;
using FsCheck.Fluent;

namespace ContentGen.Kusto.Engine.Tests;

/// <summary>What holds for every input. The queries are bound once; the rows are made up by FsCheck.</summary>
public class QueryProperties
{
    private static readonly Config Settings = Config.QuickThrowOnFailure.WithMaxTest(500);

    private static readonly string[] Kinds = ["innerunique", "inner", "leftouter", "rightouter", "fullouter", "leftsemi", "rightsemi", "leftanti", "rightanti"];

    [TestCase("n > 1")]
    [TestCase("n == m")]
    [TestCase("n != 2 and s has 'a'")]
    [TestCase("s in ('a', 'b') or n between (0 .. 2)")]
    [TestCase("s contains 'b' or isnull(n)")]
    [TestCase("n + m < 3")]
    [TestCase("not(n >= m) or s =~ 'AB'")]
    public void Where_and_where_not_share_out_the_rows_but_those_of_unknown_truth(string condition)
    {
        var (all, kept, others, unknown) = (Program("T"), Program($"T | where {condition}"), Program($"T | where not({condition})"), Program($"T | where isnull({condition})"));
        Check(rows =>
        {
            var input = Input(rows, []);
            var parts = Rows(kept, input).Concat(Rows(others, input)).Concat(Rows(unknown, input));
            return Sorted(Rows(all, input)).SequenceEqual(Sorted(parts));
        });
    }

    [TestCase("T | project s, n", 1)]
    [TestCase("T | extend x = n * 2, s = strcat(s, '!')", 1)]
    [TestCase("T | project-away m | project-rename q = n | project-reorder s", 1)]
    [TestCase("T | sort by n asc, s desc", 1)]
    [TestCase("T | union T", 2)]
    [TestCase("T | mv-expand d = pack_array(n, m)", 2)]
    public void Operator_that_only_changes_columns_keeps_the_count(string query, int times)
    {
        var program = Program(query);
        Check(rows => program.Run(Input(rows, [])).Count == rows.Count * times);
    }

    [Test]
    public void Join_kind_gives_what_its_definition_gives([ValueSource(nameof(Kinds))] string kind)
    {
        var program = Program($"T | join kind={kind} U on n");
        Prop.ForAll(Gen.Zip(RowLists(), RowLists()).ToArbitrary(), pair =>
        {
            var (left, right) = pair;
            var found = Rows(program, Input(left, right));
            var defined = NaiveJoin.Of(kind, [.. left.Select(Cells)], [.. right.Select(Cells)], key: 0).Select(r => string.Join('|', r.Select(Printed)));
            return Sorted(found).SequenceEqual(Sorted(defined));
        }).Check(Settings);
    }

    [TestCase("asc", "nulls first", true, true)]
    [TestCase("asc", "nulls last", true, false)]
    [TestCase("desc", "nulls first", false, true)]
    [TestCase("desc", "nulls last", false, false)]
    [TestCase("asc", "", true, true)]
    [TestCase("desc", "", false, false)]
    [TestCase("", "", false, false)]
    public void Sort_is_stable_and_puts_nulls_where_Kusto_does(string order, string nulls, bool ascending, bool nullsFirst)
    {
        var program = Program($"T | serialize | extend place = row_number() | sort by n {order} {nulls} | project n, place");
        Check(rows =>
        {
            var result = program.Run(Input(rows, []));
            var places = Enumerable.Range(0, result.Count).Select(r => (int)result.Cell(r, 1).AsLong - 1);
            var known = rows.Select((r, i) => (r.N, Place: i)).Where(r => r.N is not null);
            var missing = rows.Select((r, i) => (r.N, Place: i)).Where(r => r.N is null);
            var ordered = ascending ? known.OrderBy(r => r.N) : known.OrderByDescending(r => r.N);
            return places.SequenceEqual((nullsFirst ? missing.Concat(ordered) : ordered.Concat(missing)).Select(r => r.Place));
        });
    }

    /// <summary>Rows written as a datatable, bound by the library and run, are the same rows.</summary>
    [Test]
    public void Datatable_printed_and_read_is_the_same() =>
        Prop.ForAll(Gen.Zip(WideRows(), Gen.Constant(0)).Select(p => p.Item1).ToArbitrary(), rows =>
        {
            var literals = string.Join(", ", rows.SelectMany(r => r).Select(Literal));
            var result = QueryProgram.Compile(Queries.Bind($"datatable(b:bool, i:int, l:long, r:real, d:datetime, t:timespan, g:guid, s:string, y:dynamic, c:decimal)[{literals}]")).Program!.Run(Queries.Input());
            return result.Count == rows.Count && rows.Select((row, i) => row.Select((v, c) => result.Cell(i, c) == v || (v.IsNull && result.Cell(i, c) == Value.Of(""))).All(same => same)).All(same => same);
        }).Check(Settings.WithMaxTest(60));

    private static string Literal(Value value, int column)
    {
        string[] types = ["bool", "int", "long", "real", "datetime", "timespan", "guid", "string", "dynamic", "decimal"];
        var type = types[column % types.Length];
        return (value.Kind, type) switch
        {
            (ValueKind.Null, "string") => "''",
            (ValueKind.Null, _) => $"{type}(null)",
            (_, "string") => Quoted(value.AsText),
            (_, "dynamic") => $"dynamic({DynamicJson.Write(value)})",
            (ValueKind.Real, _) => $"real({value.AsReal.ToString("R", CultureInfo.InvariantCulture)})",
            _ => $"{type}({ValueText.Of(value)})",
        };
    }

    private static string Quoted(string text)
    {
        var escaped = text.Select(c => c is '\'' or '\\' ? $@"\{c}" : c is < ' ' or > '~' ? $@"\u{(int)c:x4}" : c.ToString());
        return $"'{string.Concat(escaped)}'";
    }

    private static Gen<List<Value[]>> WideRows()
    {
        var longs = ArbMap.Default.GeneratorFor<Guid>().Select(g => BitConverter.ToInt64(g.ToByteArray()));
        var texts = ArbMap.Default.GeneratorFor<string>().Select(t => new string([.. (t ?? "").Where(c => c != '\0' && !char.IsSurrogate(c))]));
        Gen<Value>[] cells =
        [
            Gen.Elements(Value.True, Value.False), longs.Select(l => Value.Of((long)(int)l)), longs.Select(Value.Of), longs.Select(BitConverter.Int64BitsToDouble).Where(double.IsFinite).Select(Value.Of),
            longs.Select(l => Value.DateTime((long)((ulong)l % 3155378976000000000))), longs.Select(l => Value.TimeSpan(l / 1000)), ArbMap.Default.GeneratorFor<Guid>().Select(Value.Of),
            texts.Select(Value.Of), Gen.Elements("[1,2.5,\"x\",null]", "{\"a\":{\"b\":true}}", "{}", "[]", "[[-1]]").Select(DynamicJson.Parse), longs.Select(l => Value.Of(l / 1000m)),
        ];
        var row = cells.Select(c => Gen.OneOf(Gen.Constant(Value.Null), c, c, c)).Aggregate(Gen.Constant(new List<Value>()), (made, next) => Gen.Zip(made, next).Select(p => (List<Value>)[.. p.Item1, p.Item2]));
        return row.Select(r => r.ToArray()).ListOf(4).Select(r => r.ToList());
    }

    private static void Check(Func<List<Row>, bool> holds) => Prop.ForAll(RowLists().ToArbitrary(), holds).Check(Settings);

    private static Gen<List<Row>> RowLists()
    {
        var numbers = Gen.OneOf(Gen.Constant((long?)null), Gen.Choose(-1, 4).Select(i => (long?)i), Gen.Choose(-1, 4).Select(i => (long?)i));
        var texts = Gen.Elements("", "a", "b", "ab", "a b", "AB", "x-a");
        return Gen.Zip(Gen.Zip(numbers, numbers), texts).Select(r => new Row(r.Item1.Item1, r.Item1.Item2, r.Item2)).ListOf().Select(r => r.ToList());
    }

    private static QueryProgram Program(string query)
    {
        var bound = Queries.Bind(query, Queries.CatalogWith(Table("T"), Table("U")));
        var compiled = QueryProgram.Compile(bound);
        Assert.That(compiled.Refusal, Is.Null, query);
        return compiled.Program!;
    }

    private static Catalog.TableSchema Table(string name) => new(name, [new("n", "long"), new("m", "long"), new("s", "string")], isOpen: false, "made up");

    private static QueryInput Input(List<Row> rows, List<Row> others) => Queries.Input(Data("T", rows), Data("U", others));

    private static TableData Data(string name, List<Row> rows)
    {
        var builder = new TableBuilder(name, Table(name).Columns);
        rows.ForEach(r => builder.Add(Cells(r)));
        return builder.Build();
    }

    private static Value[] Cells(Row row) => [Value.Of(row.N), Value.Of(row.M), Value.Of(row.S)];

    private static IEnumerable<string> Rows(QueryProgram program, QueryInput input)
    {
        var result = program.Run(input);
        Assert.That(result.Stopped, Is.Null);
        return Enumerable.Range(0, result.Count).Select(r => string.Join('|', Enumerable.Range(0, result.Columns.Length).Select(c => Printed(result.Cell(r, c)))));
    }

    private static string Printed(Value value) => value.IsNull ? "" : value.ToString();

    private static IEnumerable<string> Sorted(IEnumerable<string> rows) => rows.Order(StringComparer.Ordinal);

    private sealed record Row(long? N, long? M, string S);
}
