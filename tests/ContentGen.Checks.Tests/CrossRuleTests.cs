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

    [Test]
    public async Task References_are_compared_with_the_ids_of_the_whole_content()
    {
        const string Here = "6b8b7391-5c0a-4f8c-baee-78d8ce0ce330", Gone = "7b8b7391-5c0a-4f8c-baee-78d8ce0ce330", Nowhere = "8b8b7391-5c0a-4f8c-baee-78d8ce0ce331";
        const string Rule = "id: 9c8b7391-5c0a-4f8c-baee-78d8ce0ce332\nname: Referring\nseverity: Low\nkind: NRT\nquery: T\n"
            + $"related: [{Here}, {Gone}, {Nowhere}]\nsupersedes: [{Gone}, {Nowhere}]\ndeprecated: {{since: 2026-11-01, reason: Old., replacedBy: {Gone}}}\n";
        var ids = new ContentIds(new HashSet<string> { Here }, new HashSet<string> { Gone });
        Assert.That(await FindAsync(ids, Rule), Is.EqualTo(new[]
        {
            $"(6,49) 'related' names {Gone}, which is a rule that was given up; did you mean '{Here}'?",
            $"(6,87) 'related' names {Nowhere}, which is no rule of this content; did you mean '{Here}'?",
            $"(7,52) 'supersedes' names {Nowhere}, which is no rule of this content; did you mean '{Here}'?",
            $"(8,59) 'replacedBy' names {Gone}, which is a rule that was given up; did you mean '{Here}'?",
        }));
        Assert.That(await FindAsync(null, Rule), Is.Empty, "nothing is known of the rest");
        Assert.That(await FindAsync(null, Rule + "suppress: [{code: CG2612, reason: Elsewhere.}]\n"), Is.Empty, "nor that a suppression is of no use");
        Assert.That(await FindAsync(ids, Rule + "suppress: [{code: CG2612, reason: Elsewhere.}]\n"), Is.Empty);
    }

    private static async Task<IEnumerable<string>> FindAsync(ContentIds? ids, string rule)
    {
        var compiler = new RuleCompiler(new NoBinder(), ContentSchemas.Empty, new CompilerOptions(null, 1) { Ids = ids });
        var compilation = await compiler.CompileAsync([RuleFile.Read(new SourceText("a.yaml", rule))], CancellationToken.None);
        return compilation.Diagnostics.Where(d => d.Code.StartsWith("CG26", StringComparison.Ordinal) || d.Code.StartsWith("CG23", StringComparison.Ordinal)).Select(d => $"({d.Start}) {d.Message}");
    }

    private sealed class NoBinder : IQueryBinder
    {
        public Task<BoundQuery> BindAsync(QueryText query, CancellationToken cancellation) => Task.FromResult(BoundQuery.Failed(BindFailure.None));
    }
}
