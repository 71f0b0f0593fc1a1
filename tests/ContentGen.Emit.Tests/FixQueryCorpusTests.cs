using System.Collections.Concurrent;
using System.Text;
using ContentGen.Checks.Compilation;
using ContentGen.Checks.Fixing;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Emit.Arm;
using ContentGen.Emit.Model;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Hosting;

namespace ContentGen.Emit.Tests;

/// <summary>
/// fix over the queries of the community's rules, suggestions included: only the query changes and the names of columns beside it, it binds as
/// before, returns what it returned, and a second run finds nothing to do. Each fifth rule; all of them with CONTENTGEN_FULL=1.
/// </summary>
public sealed class FixQueryCorpusTests
{
    // The fixes that change a query, or a column's name as the query returns it.
    private static readonly HashSet<string> Codes = ["CG3006", "CG3203", "CG3205", "CG3504", "CG3511", "CG3513", "KS142", "KS204", "KS205", "KS211"];

    [Test]
    public async Task Fixes_of_queries_change_what_they_say_and_nothing_else()
    {
        var files = Sampling.Each(5, TestFolders.CorpusRules()).Select(p => RuleFile.Read(SourceDecoder.TryRead(p, File.ReadAllBytes(p))!)).ToList();
        using var host = new LanguageHost(new LanguageHostOptions
        {
            NodePath = NodeLocator.Find(Environment.GetEnvironmentVariable("PATH")),
            BundlePath = Path.Combine(AppContext.BaseDirectory, "kusto-host.js"),
            SnapshotFolder = TestFolders.Temporary(),
            MaxProcesses = 2,
        });
        var compiler = new RuleCompiler(new RememberingBinder(host), ContentSchemas.Empty, new CompilerOptions(null, 16));
        var fixer = new RuleFixer(compiler, new FixOptions(Codes, Suggestions: true));
        var mended = (await fixer.FixAsync(files, CancellationToken.None)).ToDictionary(f => f.Before);
        var after = files.Select(f => mended.TryGetValue(f.Source, out var m) ? RuleFile.Read(m.After) : f).ToList();
        var (then, now) = (await compiler.CompileAsync(files, CancellationToken.None), await compiler.CompileAsync(after, CancellationToken.None));
        var faults = then.Rules.Zip(now.Rules).SelectMany(p => Faults(p.First, p.Second).Select(f => $"{Path.GetFileName(p.First.Rule.Source.Path)}: {f}")).ToList();
        await TestContext.Out.WriteLineAsync($"{mended.Count} of {files.Count} rules changed: {string.Join(", ", mended.Values.SelectMany(m => m.Fixes).CountBy(f => f.Code).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}"))}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(faults, Is.Empty);
            Assert.That(mended, Has.Count.GreaterThan(files.Count / 20));
            Assert.That(await fixer.FixAsync(after, CancellationToken.None), Is.Empty, "the second run changed something");
        }
    }

    private static IEnumerable<string> Faults(CompiledRule before, CompiledRule after)
    {
        if (Compiled(before.Rule) != Compiled(after.Rule))
        {
            yield return "something beside the query and names of columns changed";
        }

        var (errors, left) = (before.Diagnostics.Count(d => d.Severity == Severity.Error), after.Diagnostics.Count(d => d.Severity == Severity.Error));
        if (left > errors)
        {
            yield return $"{left} errors instead of {errors}";
        }

        var bound = before.Query?.Diagnostics.All(d => d.Severity != Severity.Error) == true;
        if (bound && before.Query!.ResultColumns is { } columns && !columns.SequenceEqual(after.Query!.ResultColumns!.Value))
        {
            yield return "the query returns something else";
        }
    }

    // Without the query, and with all names of columns in one case.
    private static string Compiled(Rule rule) =>
        Encoding.UTF8.GetString(ArmTemplate.Print([AlertRuleModel.Create(rule with { Query = null }, EmitOptions.Default)]).Span).ToUpperInvariant();

    private sealed class RememberingBinder(IQueryBinder binder) : IQueryBinder
    {
        private readonly ConcurrentDictionary<(string, SchemaCatalog), Task<BoundQuery>> _known = new();

        public Task<BoundQuery> BindAsync(QueryText query, CancellationToken cancellation) => _known.GetOrAdd((query.Text, query.Catalog), _ => binder.BindAsync(query, cancellation));
    }
}
