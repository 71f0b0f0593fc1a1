using ContentGen.Checks.Compilation;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Checks.Tests;

/// <summary>CG2610, CG2611: where a rule's file is in the content project.</summary>
public sealed class FileConventionsTests
{
    [TestCase("rules/execution/remote-execution.yaml", "")]
    [TestCase("rules/team-a/remote-execution.yaml", "")]
    [TestCase("elsewhere/RemoteExecution.yaml", "")]
    [TestCase(null, "")]
    [TestCase("rules/execution/RemoteExecution.yaml", "CG2610: 'RemoteExecution.yaml' should be in lower case with hyphens, such as 'remote-execution.yaml'")]
    [TestCase("rules/remote_execution 2.yaml", "CG2610: 'remote_execution 2.yaml' should be in lower case with hyphens, such as 'remote-execution-2.yaml'")]
    [TestCase("rules/persistence/remote-execution.yaml", "CG2611: the file is in 'persistence', but the rule's tactics are Execution")]
    public async Task File_of_a_project_follows_its_conventions(string? path, string expected)
    {
        const string Rule = "id: 6b8b7391-5c0a-4f8c-baee-78d8ce0ce330\nname: Same\nseverity: Low\nkind: NRT\ntactics: [Execution]\nquery: T\n";
        var compiler = new RuleCompiler(new NoBinder(), ContentSchemas.Empty, new CompilerOptions(null, 1));
        var file = RuleFile.Read(new SourceText("any.yaml", Rule)) with { PathInProject = path };
        var compilation = await compiler.CompileAsync([file], CancellationToken.None);
        Assert.That(string.Join('\n', compilation.Diagnostics.Select(d => $"{d.Code}: {d.Message}")), Is.EqualTo(expected));
    }

    private sealed class NoBinder : IQueryBinder
    {
        public Task<BoundQuery> BindAsync(QueryText query, CancellationToken cancellation) => Task.FromResult(BoundQuery.Failed(BindFailure.None));
    }
}
