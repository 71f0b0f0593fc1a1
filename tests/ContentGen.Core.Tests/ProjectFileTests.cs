using ContentGen.Core.Binding;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Core.Tests;

public sealed class ProjectFileTests
{
    [Test]
    public void Severities_are_those_of_the_project()
    {
        var file = Read("name: x\nseverities:\n  CG2102: {severity: off, reason: Ours are quoted.}\n  KS142: {severity: warning, reason: No schemas yet.}\n  CG2104: {severity: error, reason: Strict.}\nbaseline: baseline.tsv\n");
        var found = file.Project.Severities.Apply([Of("CG2102"), Of("KS142"), Of("CG2104"), Of("CG2105")]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(file.Diagnostics, Is.Empty);
            Assert.That(file.Project.Baseline?.Value, Is.EqualTo("baseline.tsv"));
            Assert.That(found.Select(d => (d.Code, d.Severity)), Is.EqualTo(new[] { ("KS142", Severity.Warning), ("CG2104", Severity.Error), ("CG2105", Severity.Info) }));
        }
    }

    [TestCase("severities:\n  CG1006: {severity: off, reason: x}\n", "CG2306 2,3")]
    [TestCase("severities:\n  CG2002: {severity: info, reason: x}\n", "CG2306 2,3")]
    [TestCase("severities:\n  CG9999: {severity: info, reason: x}\n", "CG2307 2,3")]
    [TestCase("severities:\n  ks142: {severity: info, reason: x}\n", "CG2307 2,3")]
    [TestCase("severities:\n  CG2102: {severity: off}\n", "CG2002 2,12")]
    [TestCase("severities:\n  CG2102: {reason: x}\n", "CG2002 2,12")]
    [TestCase("severities:\n  CG2102: {severity: loud, reason: x}\n", "CG2004 2,22")]
    [TestCase("severities:\n  CG2102: off\n", "CG2003 2,11")]
    [TestCase("nmae: x\n", "CG2001 1,1")]
    [TestCase("- a\n", "CG1014 1,1")]
    public void Fault_is_reported_at_its_place(string yaml, string expected) =>
        Assert.That(Read(yaml).Diagnostics.Select(d => $"{d.Code} {d.Start}"), Is.EqualTo(new[] { expected }));

    [TestCase("")]
    [TestCase("# Marks the content folder.\n\n")]
    public void File_without_content_is_no_fault(string yaml) => Assert.That(Read(yaml).Diagnostics, Is.Empty);

    private static ProjectFile Read(string yaml) => ProjectFile.Read(new SourceText("contentgen.yaml", yaml));

    private static Diagnostic Of(string code) => new(code, Severity.Info, "", new SourceText("a.yaml", ""), default);
}
