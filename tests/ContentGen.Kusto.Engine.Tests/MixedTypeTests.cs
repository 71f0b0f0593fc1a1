namespace ContentGen.Kusto.Engine.Tests;

/// <summary>A text beside a number: answered where both ways to convert agree.</summary>
public class MixedTypeTests
{
    [TestCase("'50126' == 50126", "true")]
    [TestCase("'x' == 0", "false")]
    [TestCase("'' != 0", "true")]
    [TestCase("4624 == '4624'", "true")]
    [TestCase("'50126' in (50126, 50053)", "true")]
    [TestCase("4624 !in ('4624', 'x')", "false")]
    [TestCase("true == 1", "true")]
    public void Both_conversions_agree(string expression, string answer) => Assert.That(Queries.Print(expression), Is.EqualTo(answer));

    [TestCase("s == 7")]
    [TestCase("s in (7, 8)")]
    [TestCase("s in (dynamic([7]))")]
    public void Conversions_that_disagree_give_no_answer(string expression)
    {
        var program = QueryProgram.Compile(Queries.Bind($"datatable(s:string)['007'] | where {expression}")).Program!;
        Assert.That(program.Run(Queries.Input()).Stopped, Does.Contain("not documented"));
    }
}
