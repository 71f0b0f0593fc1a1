using System.Text;
using ContentGen.Checks.Compilation;
using ContentGen.Checks.Fixing;
using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Emit.Arm;
using ContentGen.Emit.Model;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Emit.Tests;

/// <summary>fix over the community's rules: what is compiled from them stays the same, and a second run finds nothing to do.</summary>
public sealed class FixCorpusTests
{
    private static readonly HashSet<string> Forms = ["CG1017", "CG2101", "CG2102", "CG2103", "CG2104", "CG2105", "CG2106"];

    [Test]
    public async Task Fixes_of_the_communitys_forms_change_no_compiled_rule()
    {
        var files = TestFolders.CorpusRules().Select(p => RuleFile.Read(SourceDecoder.TryRead(p, File.ReadAllBytes(p))!)).ToList();
        var fixer = new RuleFixer(new RuleCompiler(new NoBinder(), ContentSchemas.Empty, new CompilerOptions(null, 1)), new FixOptions(Forms, Suggestions: false));
        var mended = (await fixer.FixAsync(files, CancellationToken.None)).ToDictionary(f => f.Before, f => f.After);
        var after = files.Select(f => RuleFile.Read(mended.GetValueOrDefault(f.Source, f.Source))).ToList();
        var changed = files.Zip(after).Where(p => Compiled(p.First.Rule!) != Compiled(p.Second.Rule!)).Select(p => Path.GetFileName(p.First.Source.Path));
        var left = after.SelectMany(f => f.Diagnostics).Where(d => Forms.Contains(d.Code)).ToList();
        var made = files.Sum(f => f.Diagnostics.Count(d => Forms.Contains(d.Code)));
        await TestContext.Out.WriteLineAsync($"{mended.Count} of {files.Count} files changed; {made} findings before, {left.Count} after");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(changed, Is.Empty);
            Assert.That(left.Where(d => d.Fixes.Length > 0), Is.Empty, "a fix was left");
            Assert.That(left, Has.Count.LessThan(made / 50), string.Join('\n', left.Select(d => $"{d.Source.Path}({d.Start}) {d.Code}")));
            Assert.That(await fixer.FixAsync(after, CancellationToken.None), Is.Empty, "the second run changed something");
            Assert.That(mended, Has.Count.GreaterThan(700));
        }
    }

    private static string Compiled(Rule rule) =>
        Encoding.UTF8.GetString(ArmTemplate.Print([AlertRuleModel.Create(rule, EmitOptions.Default)]).Span) + $"\n{rule.Status?.Value} {rule.Version?.Value} {string.Join(' ', rule.RequiredDataConnectors.SelectMany(c => c.DataTypes).Select(t => t.Value))}";

    private sealed class NoBinder : IQueryBinder
    {
        public Task<BoundQuery> BindAsync(QueryText query, CancellationToken cancellation) => Task.FromResult(BoundQuery.Failed(BindFailure.None));
    }
}
