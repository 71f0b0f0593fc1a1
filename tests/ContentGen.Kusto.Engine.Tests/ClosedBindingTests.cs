using System.Collections.Immutable;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Closing;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Kusto.Engine.Tests;

/// <summary>Rows whose columns no schema lists in full: parsers, watchlists, open tables.</summary>
public class ClosedBindingTests
{
    [TestCase("SlackAudit | where DvcAction == 'x' and Count > 3 | project TimeGenerated, DvcAction, Count, Other", "TimeGenerated:datetime, DvcAction:string, Count:long, Other:string")]
    [TestCase("_GetWatchlist('vip') | where Upn has 'a' | project Upn, SearchKey", "Upn:string, SearchKey:string")]
    [TestCase("let P = SlackAudit | extend D = tolower(Name); P | join kind=inner (SigninLogs) on $left.Name == $right.UserPrincipalName | summarize arg_max(TimeGenerated, *) by Name | project Name, TimeGenerated, D", "Name:string, TimeGenerated:datetime, D:string")]
    [TestCase("SlackAudit | where Mixed == 5 or Mixed has 'a' | project Mixed", "Mixed:dynamic")]
    [TestCase("SlackAudit | mv-expand Items | where Items.name == 'x' and bin(Seen, 1h) > ago(1d) | project Items, Seen", "Items:dynamic, Seen:datetime")]
    [TestCase("SlackAudit | summarize C = count() by Actor | where C > 1 | project Actor, C", "Actor:string, C:long")]
    public void Column_that_no_schema_knows_has_the_type_of_its_use(string query, string columns) =>
        Assert.That(string.Join(", ", Program(query, Queries.Input()).Columns.Select(c => $"{c.Name}:{c.Type}")), Is.EqualTo(columns));

    [Test]
    public void Given_rows_bring_their_columns_and_types()
    {
        var rows = new TableBuilder("SlackAudit", [new("DvcAction", "string"), new("Size", "real")]);
        Assert.That(rows.Add(new Dictionary<string, object?> { ["DvcAction"] = "x", ["Size"] = 2.5 }), Is.Null);
        var input = Queries.Input() with { Functions = ImmutableDictionary<string, TableData>.Empty.Add("SlackAudit", rows.Build()) };
        var result = Program("SlackAudit | where Missing != 'y' | project DvcAction, Size, Missing", input).Run(input);
        Assert.Multiple(() =>
        {
            Assert.That(result.Columns.Select(c => c.Type), Is.EqualTo(["string", "real", "string"]));
            Assert.That((result.Text(0, 0), result.Text(0, 1), result.Text(0, 2)), Is.EqualTo(("x", "2.5", "")));
        });
    }

    [Test]
    public void Rows_that_nobody_gave_end_the_run_unless_they_are_declared_empty()
    {
        var program = Program("SlackAudit | where DvcAction == 'x'", Queries.Input());
        Assert.That(program.Run(Queries.Input()).Stopped, Does.Contain("SlackAudit"));
        Assert.That(program.Run(Queries.Input() with { MissingAreEmpty = true }).Stopped, Is.Null);
    }

    private static QueryProgram Program(string query, QueryInput input)
    {
        var bound = ClosedBinding.BindAsync(Queries.Binder, new QueryText(query, Queries.Catalog), input, CancellationToken.None).GetAwaiter().GetResult();
        var compiled = QueryProgram.Compile(bound);
        Assert.That(compiled.Refusal, Is.Null, query);
        return compiled.Program!;
    }
}
