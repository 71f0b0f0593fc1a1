using ContentGen.Checks.Accepted;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Tests;

public sealed class BaselineTests
{
    private static readonly SourceText File = new("a.yaml", "one\ntwo\n");

    [Test]
    public void Findings_of_the_baseline_are_accepted_wherever_they_stand_and_as_often_as_listed()
    {
        var baseline = Of(Baseline.Print([At("CG2001", "x", 0), At("CG2001", "x", 4), At("CG2002", "y\tz", 0)], Subject));
        var found = baseline.Apply([At("CG2001", "x", 4), At("CG2001", "x", 5), At("CG2001", "x", 6), At("CG2001", "new", 0), At("CG2002", "y\tz", 2)], Subject, _ => true);
        Assert.That(found.Select(d => (d.Code, d.Message)), Is.EqualTo(new[] { ("CG2001", "x"), ("CG2001", "new") }));
    }

    [Test]
    public void Entry_whose_finding_is_gone_is_an_error_at_its_line()
    {
        var baseline = Of("# head\nCG2001\trule\tx\nCG2001\trule\ty\nCG2001\tother\ty\n");
        var found = baseline.Apply([At("CG2001", "x", 0)], Subject, s => s == "rule");
        Assert.That(found.Select(d => (d.Code, d.Source.Path, d.Start.Line)), Is.EqualTo(new[] { ("CG2308", "baseline.tsv", 3) }));
    }

    [Test]
    public void Line_that_is_no_entry_is_an_error()
    {
        var found = Of("CG2001 x\nCG2001\trule\n\n# comment\nCG2001\trule\tx\tmore\n").Apply([], Subject, _ => true);
        Assert.That(found.Select(d => (d.Code, d.Start.Line)), Is.EqualTo(new[] { ("CG2309", 1), ("CG2309", 2), ("CG2309", 5) }));
    }

    [Test]
    public void Baseline_only_shrinks()
    {
        var baseline = Of("# head\r\nCG2001\trule\tx\r\nCG2001\trule\tgone\r\nCG2001\tother\tunseen\r\n");
        var text = baseline.Shrink([At("CG2001", "x", 0), At("CG2001", "new", 0)], Subject, s => s == "rule");
        Assert.That(text, Is.EqualTo("# head\r\nCG2001\trule\tx\r\nCG2001\tother\tunseen\r\n"));
    }

    private static Baseline Of(string text) => Baseline.Read(new SourceText("baseline.tsv", text));

    private static string Subject(Diagnostic d) => "rule";

    private static Diagnostic At(string code, string message, int start) => new(code, Severity.Warning, message, File, new TextSpan(start, 1));
}
