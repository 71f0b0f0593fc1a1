using ContentGen.Emit.Model;

namespace ContentGen.Emit.Tests;

public sealed class ApiSupportTests
{
    private const string NrtWithEverything = $$"""
        id: {{Rules.Id}}
        name: N
        severity: Low
        kind: NRT
        query: T
        relevantTechniques: [T1219, T1219.002]
        sentinelEntitiesMappings: [{columnName: Entities}]
        alertDetailsOverride: {alertDynamicProperties: [{alertProperty: SubTechniques, value: S}]}
        """;

    [TestCase("2025-07-01-preview", "")]
    [TestCase("2025-10-01-preview", "")]
    [TestCase("2025-09-01", "kind: NRT 4,7;subTechniques 6,29;sentinelEntitiesMappings 7,41;alertDynamicProperties: SubTechniques 8,65")]
    [TestCase("2023-02-01-preview", "subTechniques 6,29;alertDynamicProperties: SubTechniques 8,65")]
    public void Check_reports_what_the_version_lacks_at_its_place(string version, string expected)
    {
        var found = ApiSupport.Check(Rules.Read(NrtWithEverything), new EmitOptions { ApiVersion = version });
        Assert.Multiple(() =>
        {
            Assert.That(string.Join(';', found.Select(d => $"{d.Message.Split('\'')[1]} {d.Start}")), Is.EqualTo(expected));
            Assert.That(found.Select(d => (d.Code, d.Severity, d.RuleId)), Is.All.EqualTo(("CG5001", Core.Diagnostics.Severity.Error, Rules.Id)));
        });
    }

    [Test]
    public void Check_of_a_rule_that_needs_no_preview_is_clean() =>
        Assert.That(ApiSupport.Check(Rules.Read(Rules.Minimal), new EmitOptions { ApiVersion = "2025-09-01" }), Is.Empty);

    [Test]
    public void Message_names_the_property_the_version_and_the_first_that_has_it() => Assert.That(
        ApiSupport.Check(Rules.Read(NrtWithEverything), new EmitOptions { ApiVersion = "2025-09-01" })[1].Message,
        Is.EqualTo("property 'subTechniques' needs a preview api-version; 2025-09-01 does not have it (the first that has: 2023-12-01-preview)"));
}
