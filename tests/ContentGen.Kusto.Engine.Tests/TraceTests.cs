using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Kusto.Engine.Tests;

public class TraceTests
{
    [Test]
    public void Trace_of_a_where_names_the_row_the_part_and_the_values()
    {
        const string Query = "SecurityEvent | where EventID == 4624 and Account has 'admin' | project Account";
        var builder = new TableBuilder("SecurityEvent", [new("EventID", "int"), new("Account", "string")]);
        Assert.That(builder.Add(Row(4624L, "admin")), Is.Null);
        Assert.That(builder.Add(Row(4624L, "guest")), Is.Null);
        Assert.That(builder.Add(Row(4625L, "admin")), Is.Null);
        var trace = new Trace();
        var result = QueryProgram.Compile(Queries.Bind(Query)).Program!.Run(Queries.Input(builder.Build()), trace: trace);
        Assert.That(result.Count, Is.EqualTo(1));
        var where = trace.Steps.Single(s => s.Operator == "FilterOperator");
        Assert.Multiple(() =>
        {
            Assert.That((where.RowsIn, where.RowsOut), Is.EqualTo((3L, 1L)));
            Assert.That(where.Dropped.Select(d => (d.Table, d.Row)), Is.EqualTo(new[] { ("SecurityEvent", 1), ("SecurityEvent", 2) }));
            Assert.That(Query.Substring(where.Dropped[0].Condition.Start, where.Dropped[0].Condition.Length), Is.EqualTo("Account has 'admin'"));
            Assert.That(where.Dropped[1].Values.Single().Value.AsLong, Is.EqualTo(4625));
        });
    }

    [TestCase("inner", "2", "9")]
    [TestCase("leftsemi", "2", "")]
    [TestCase("leftanti", "1", "")]
    [TestCase("leftouter", "", "")]
    public void Trace_of_a_join_names_the_keys_that_found_no_partner(string kind, string left, string right)
    {
        var trace = new Trace();
        var query = $"range A from 1 to 2 step 1 | join kind={kind} (datatable(B: long) [1, 9]) on $left.A == $right.B";
        _ = QueryProgram.Compile(Queries.Bind(query)).Program!.Run(Queries.Input(), trace: trace);
        var lost = trace.Steps.Single(s => s.Operator == "JoinOperator").Dropped.SelectMany(d => d.Values).ToLookup(v => v.Key, v => v.Value.ToString());
        Assert.That((string.Concat(lost["A"]), string.Concat(lost["B"])), Is.EqualTo((left, right)));
    }

    private static Dictionary<string, object?> Row(long id, string account) => new() { ["EventID"] = id, ["Account"] = account };
}
