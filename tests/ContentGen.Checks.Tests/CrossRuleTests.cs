using ContentGen.Checks.Compilation;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Tests;

public sealed class CrossRuleTests
{
    [Test]
    public async Task Same_id_and_same_name_are_reported_in_both_files()
    {
        const string Rule = "id: 6b8b7391-5c0a-4f8c-baee-78d8ce0ce330\nname: Same\nseverity: Low\nkind: NRT\nquery: T\n";
        var compiler = new RuleCompiler(new NoBinder(), ContentSchemas.Empty, new CompilerOptions(null, 1));
        var compilation = await compiler.CompileAsync([RuleFile.Read(new SourceText("a.yaml", Rule)), RuleFile.Read(new SourceText("b.yaml", Rule))], CancellationToken.None);
        Assert.That(compilation.Diagnostics.Select(d => $"{d.Source.Path}({d.Start}) {d.Code}"), Is.EqualTo(new[]
        {
            "a.yaml(1,5) CG2302", "a.yaml(2,7) CG2303", "b.yaml(1,5) CG2302", "b.yaml(2,7) CG2303",
        }));
    }

    [TestCase("same", "", true, 2, Description = "names differ in case only")]
    [TestCase("Same", "environment: defender-xdr\n", true, 0, Description = "another environment has names of its own")]
    [TestCase("Same", "", false, 0, Description = "no workspace gets both")]
    [TestCase("Other", "", true, 0)]
    public async Task Names_differ_between_the_rules_of_a_workspace(string name, string extra, bool together, int findings)
    {
        const string First = "id: 6b8b7391-5c0a-4f8c-baee-78d8ce0ce330\nname: Same\nseverity: Low\nkind: NRT\nquery: T\n";
        var second = $"id: 7b8b7391-5c0a-4f8c-baee-78d8ce0ce330\nname: {name}\nseverity: Low\nkind: NRT\nquery: T\n{extra}";
        var compiler = new RuleCompiler(new NoBinder(), ContentSchemas.Empty, new CompilerOptions(null, 1) { AreTogether = (_, _) => together });
        var compilation = await compiler.CompileAsync([RuleFile.Read(new SourceText("a.yaml", First)), RuleFile.Read(new SourceText("b.yaml", second))], CancellationToken.None);
        Assert.That(compilation.Diagnostics.Count(d => d.Code == "CG2303"), Is.EqualTo(findings));
    }

    private sealed class NoBinder : IQueryBinder
    {
        public Task<BoundQuery> BindAsync(QueryText query, CancellationToken cancellation) => Task.FromResult(BoundQuery.Failed(BindFailure.None));
    }
}
