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

    private static Dictionary<string, object?> Row(long id, string account) => new() { ["EventID"] = id, ["Account"] = account };
}
