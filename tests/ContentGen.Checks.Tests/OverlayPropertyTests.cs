using System.Collections.Immutable;
using System.Text;
using ContentGen.Checks.Compilation;
using ContentGen.Checks.Overlays;
using ContentGen.Core.Binding;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Hosting;
using static ContentGen.Checks.Tests.OverlaySamples;

namespace ContentGen.Checks.Tests;

/// <summary>
/// Made-up overlays for the rules of the community. What is compiled binds, has the result columns it had, differs at the places of its
/// entries only, and without the overlay is what it was, byte by byte. What is not compiled has one finding, at the line of its entry.
/// Each ninth rule; all with CONTENTGEN_FULL=1.
/// </summary>
public sealed class OverlayPropertyTests
{
    private static readonly Lazy<Task<IReadOnlyList<CompiledRule>>> AllRules = new(ReadAsync);

    private readonly List<string> _faults = [];

    private LanguageHost _host = null!;

    [OneTimeSetUp]
    public void Start() => _host = PatientHost.Start();

    [OneTimeTearDown]
    public void Stop() => _host.Dispose();

    [SetUp]
    public void Forget() => _faults.Clear();

    [TestCase(7)]
    [TestCase(1000)]
    public async Task Values_of_parameters(int count)
    {
        var expected = new Dictionary<string, (string Name, IReadOnlyList<string> Values)>(StringComparer.Ordinal);
        var entries = new StringBuilder("overrides:\n");
        var rules = new List<CompiledRule>();
        foreach (var rule in await AllRules.Value)
        {
            var made = new MadeUpOverlays(rule);
            if (MadeUpOverlays.Lets(rule.Query!.Tree!).Where(l => count < 1000 || l.Type == "list of string").ToList() is not { Count: > 0 } lets)
            {
                continue;
            }

            var (name, type) = made.Pick(lets);
            var (yaml, values) = made.Value(type, count);
            expected[made.Id] = (name, values);
            rules.Add(rule with { Rule = rule.Rule with { Parameters = [new TuningParameter(new Located<string>(name, default), null, new Located<string>(type, default))] } });
            _ = entries.Append($"  {made.Id}: {{parameters: {{{name}: {yaml}}}}}\n");
        }

        var (compiled, found) = await CompileAsync(rules, entries.ToString());
        foreach (var rule in compiled)
        {
            var (name, values) = expected[rule.Original.Rule.Id!.Value];
            var let = Let(rule.Compiled.Query!.Tree!, name);
            var text = rule.Compiled.Rule.Query!.Text;
            var held = (let.Kind == "DynamicExpression" ? let.Child("Expression")!.ChildrenOf("Values") : [let]).Select(v => v.Constant ?? text.Substring(v.Span.Start, v.Span.Length)).ToList();
            Check(rule, held.SequenceEqual(values) || let.Type!.Name is "datetime" or "timespan" or "real", $"holds {string.Join('|', held)}");
            Check(rule, rule.Query!.Changes.Single().Span == Let(rule.Original.Query!.Tree!, name).Span, "another place was replaced");
        }

        // So many values leave no room in a long query, another timespan may reach beyond the rule's period, and not every text is the expression that a query takes it for.
        Settle(compiled, found, ["CG4210"], rules.Count, atLeast: count < 1000 ? 0.9 : 0.5);
        Assert.That(found.Where(f => !f.Message.Contains("10,000", StringComparison.Ordinal) && !f.Message.Contains("CG340", StringComparison.Ordinal)
            && !f.Message.Contains("regular expression", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Exclusions_at_the_result()
    {
        var (compiled, found) = await ExcludeAsync(await AllRules.Value, (made, rule) => [(made.Condition(rule.Query!.ResultColumns!.Value), null)]);
        foreach (var rule in compiled)
        {
            var tree = rule.Compiled.Query!.Tree!;
            var result = tree.Root.ChildrenOf("Statements").Last(s => s.Kind == "ExpressionStatement").Child("Expression")!;
            while (result.Kind == "PipeExpression" && result.Child("Operator")!.Kind is "SortOperator" or "RenderOperator")
            {
                result = result.Child("Expression")!;
            }

            Check(rule, IsExclusion(result), "the exclusion is not the end");
        }

        Settle(compiled, found, ["CG4210"], (await AllRules.Value).Count, atLeast: 0.9);
        Assert.That(found.Where(f => f.Code == "CG4210" && !f.Message.Contains("10,000", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Exclusions_at_tables()
    {
        var rules = (await AllRules.Value).Where(r => !r.Query!.Tables.IsEmpty).ToList();
        var (compiled, found) = await ExcludeAsync(rules, (made, rule) =>
        {
            var table = made.Pick(rule.Query!.Tables);
            return [(made.Condition(ColumnsOf(rule, table)), table)];
        });
        foreach (var rule in compiled)
        {
            CheckTables(rule);
        }

        Settle(compiled, found, ["CG4204", "CG4210"], rules.Count, atLeast: 0.7);
    }

    [Test]
    public async Task Exclusions_on_columns_that_are_not_there()
    {
        var rules = (await AllRules.Value).Where(r => r.Query is { Tables.IsEmpty: false, IsOpen: false }).ToList();
        var (compiled, found) = await ExcludeAsync(rules, (made, rule) => [("NoSuchColumn == 'x'", made.Pick<string?>([null, .. rule.Query!.Tables]))]);
        Settle(compiled, found, ["CG4204", "CG4206"], rules.Count, atLeast: 0);

        // Of tables whose columns nobody knows in advance, any column may be there.
        Assert.That(compiled.SelectMany(r => r.Query!.Changes).Count(), Is.LessThan(rules.Count / 20));
    }

    [Test]
    public async Task Several_at_once()
    {
        var rules = (await AllRules.Value).Where(r => !r.Query!.Tables.IsEmpty).ToList();
        var (compiled, found) = await ExcludeAsync(rules, (made, rule) =>
        {
            var table = made.Pick(rule.Query!.Tables);
            return [(made.Condition(rule.Query.ResultColumns!.Value), null), (made.Condition(ColumnsOf(rule, table)), table), (made.Condition(ColumnsOf(rule, table)), table)];
        });
        foreach (var rule in compiled)
        {
            CheckTables(rule);
        }

        Settle(compiled, found, ["CG4204", "CG4207", "CG4210"], rules.Count, atLeast: 0.5);
    }

    /// <summary>Each rule's query becomes a function of the content, which is all that the rule calls.</summary>
    [Test]
    public async Task Exclusions_at_tables_inside_functions()
    {
        // Where the library is known to be wrong about a query, it is so about the copy too, and silent at the call of a function before.
        var originals = (await AllRules.Value).Where(r => !r.Query!.Tables.IsEmpty && !r.Query.Diagnostics.Any(d => d.Severity == Severity.Error)).ToList();
        var declared = string.Concat(originals.Select(r => $".create-or-alter function {NameOf(r.Rule)}() {{\n{r.Rule.Query!.Text.TrimEnd().TrimEnd(';')}\n}}\n\n"));
        var compiler = Compiler(ContentSchemas.Read([new SourceText("f.kql", declared)], []));
        var files = originals.Select(r => new RuleFile(r.Rule.Source, r.Rule with { Query = new KqlText($"{NameOf(r.Rule)}()", r.Rule.Query!.Scalar) }, [])).ToList();
        var rules = (await compiler.CompileAsync(files, CancellationToken.None)).Rules.Where(r => !r.HasErrors && !r.Query!.Tables.IsEmpty).ToList();
        Assert.That(rules, Has.Count.GreaterThan(originals.Count / 2));
        var (compiled, found) = await ExcludeAsync(
            rules,
            (made, rule) =>
            {
                var table = made.Pick(rule.Query!.Tables);
                return [(made.Condition(ColumnsOf(rule, table)), table)];
            },
            compiler);
        foreach (var rule in compiled)
        {
            CheckTables(rule);
            Check(rule, !rule.Compiled.Query!.Functions.Contains(NameOf(rule.Original.Rule)), "it still calls the function");
        }

        Settle(compiled, found, ["CG4204", "CG4210"], rules.Count, atLeast: 0.7);

        static string NameOf(Rule rule) => "F_" + rule.Id!.Value.Replace("-", "", StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<CompiledRule>> ReadAsync() =>
    [
        .. Sampling.Each(9, (await CommunityCorpus.RulesAsync()).Rules.Where(r => !r.HasErrors && r.Rule.Id is not null && r.Query is { ResultColumns: { IsEmpty: false }, Tree: not null })
            .DistinctBy(r => r.Rule.Id!.Value)),
    ];

    private async Task<(IReadOnlyList<OverlaidRule> Compiled, IReadOnlyList<Diagnostic> Found)> ExcludeAsync(
        IReadOnlyList<CompiledRule> rules, Func<MadeUpOverlays, CompiledRule, IEnumerable<(string Predicate, string? At)>> make, RuleCompiler? compiler = null)
    {
        var entries = new StringBuilder("exclusions:\n");
        foreach (var rule in rules)
        {
            foreach (var (predicate, at) in make(new MadeUpOverlays(rule), rule))
            {
                _ = entries.Append($"  - {{rule: {rule.Rule.Id!.Value}, exclude: {MadeUpOverlays.Yaml(predicate)}, at: {at ?? "result"}, owner: soc, reason: r, expires: 2027-06-30}}\n");
            }
        }

        return await CompileAsync(rules, entries.ToString(), compiler);
    }

    private async Task<(IReadOnlyList<OverlaidRule> Compiled, IReadOnlyList<Diagnostic> Found)> CompileAsync(IReadOnlyList<CompiledRule> rules, string entries, RuleCompiler? compiler = null)
    {
        var file = WorkspaceFile.Read(new SourceText("w.yaml", Head + entries));
        Assert.That(file.Diagnostics, Is.Empty);
        var compiled = await new OverlayCompiler(compiler ?? Compiler(ContentSchemas.Empty), Today).CompileAsync(rules, file, _ => true, true, CancellationToken.None);
        foreach (var broken in compiled.Diagnostics.Where(d => d.Code is "CG4210" or "CG4212"))
        {
            await TestContext.Out.WriteLineAsync(broken.Message);
        }

        return (compiled.Rules, [.. compiled.Diagnostics.Where(d => d.Severity == Severity.Error)]);
    }

    private RuleCompiler Compiler(ContentSchemas schemas) => new(_host, schemas, new CompilerOptions(null, 16));

    // What holds of all of them.
    private void Settle(IReadOnlyList<OverlaidRule> compiled, IReadOnlyList<Diagnostic> found, string[] codes, int count, double atLeast)
    {
        foreach (var rule in compiled)
        {
            var (before, after) = (rule.Original.Query!, rule.Compiled.Query!);
            Check(rule, !after.Diagnostics.Any(d => d.Severity == Severity.Error) || before.Diagnostics.Any(d => d.Severity == Severity.Error), "it does not bind");
            Check(rule, after.ResultColumns!.Value.SequenceEqual(before.ResultColumns!.Value) && after.IsOpen == before.IsOpen, "it returns other columns");
            Check(rule, rule.Compiled.Query!.Tables.SequenceEqual(before.Tables), "it reads other tables");
            Check(rule, Replaced(rule.Original.Rule.Query!.Text, rule.Query!.Changes) == rule.Compiled.Rule.Query!.Text, "it differs elsewhere");
            var (rest, original) = (QueryLeaves.Outside(after.Tree!, rule.Query).ToList(), QueryLeaves.Kept(before.Tree!, rule.Query).ToList());
            Check(rule, rest.SequenceEqual(original), $"the rest of the query is not what it was, first: {rest.Zip(original).FirstOrDefault(p => p.First != p.Second)}");
            Check(rule, rule.Query.Remove() == rule.Original.Rule.Query.Text, "removing the overlay does not give the original");
            Check(rule, rule.Filters.All(f => rule.Compiled.Rule.Query.Text.Substring(f.Span.Start, f.Span.Length) == $"where not(\n{f.Exclusion.Exclude.Text}\n)"), "a filter is not where it is said to be");
            Check(rule, rule.Query.Changes.All(c => c.Place.Length > 0), "a change belongs to no entry");
        }

        var faulty = found.Select(LineOf).Distinct().Count();
        TestContext.Out.WriteLine($"{count} rules: {compiled.Count} compiled, {found.Count} findings ({string.Join(", ", found.GroupBy(f => f.Code).Select(g => $"{g.Key}: {g.Count()}"))})");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_faults, Is.Empty);
            Assert.That(found.Where(f => !codes.Contains(f.Code)).Select(f => $"{f.Message}: {f.Source.Text[f.Source.StartOfLine(LineOf(f))..f.Source.EndOfLine(LineOf(f))]}"), Is.Empty);
            Assert.That(faulty, Is.EqualTo(found.Count), "an entry has more than one finding");
            Assert.That(compiled.Count + found.DistinctBy(f => RuleOf(f)).Count(), Is.EqualTo(count), "a rule is compiled, or there is a finding");
            Assert.That(compiled, Has.Count.GreaterThanOrEqualTo(count * atLeast));
        }

        static int LineOf(Diagnostic found) => found.Source.PositionOf(found.Span.Start).Line;

        static string RuleOf(Diagnostic found)
        {
            var text = found.Source.Text;
            var line = text[(text.LastIndexOf('\n', found.Span.Start) + 1)..];
            return Guid.Parse(line.AsSpan(line.IndexOf("rule: ", StringComparison.Ordinal) is >= 0 and < 10 and var at ? at + 6 : 2, 36)).ToString();
        }
    }

    // Every reference of a table at which something is excluded is filtered, also in functions that the query declares.
    private void CheckTables(OverlaidRule rule)
    {
        var tree = rule.Compiled.Query!.Tree!;
        var filtered = References(tree.Root).ToLookup(r => r.Node.Name, r => r.Parent is { Kind: "PipeExpression" } pipe && IsExclusion(pipe));
        var excluded = filtered.Where(f => f.Any(is_ => is_)).ToList();
        Check(rule, excluded.Count > 0, "nothing is excluded");
        Check(rule, excluded.All(f => f.All(is_ => is_)), "a reference is not filtered");
    }

    private static IEnumerable<(BoundNode Node, BoundNode? Parent)> References(BoundNode root)
    {
        var open = new Stack<(BoundNode Node, BoundNode? Parent)>([(root, null)]);
        while (open.TryPop(out var item))
        {
            if (item.Node is { Kind: "NameReference", Symbol.Kind: "table", Role: not "Name" })
            {
                yield return item;
            }

            foreach (var child in item.Node.Children)
            {
                open.Push((child, item.Node));
            }
        }
    }

    private static bool IsExclusion(BoundNode pipe) => pipe.Child("Operator") is { Kind: "FilterOperator" } filter && filter.Child("Condition") is { Kind: "FunctionCallExpression" } call && call.Child("Name")?.Name == "not";

    private static ImmutableArray<ColumnSchema> ColumnsOf(CompiledRule rule, string table) =>
        SchemaCatalog.Create(rule.Rule.Environment, ContentSchemas.Empty).FindTable(table) is { Columns: { IsEmpty: false } columns } ? columns : [new ColumnSchema("TenantId", "string")];

    private static BoundNode Let(BoundTree tree, string name) => tree.Root.Children.First(n => n.Kind == "LetStatement" && n.Child("Name")?.Name == name).Child("Expression")!;

    private static string Replaced(string text, IEnumerable<OverlayChange> changes)
    {
        var result = new StringBuilder(text);
        foreach (var change in changes.Reverse())
        {
            _ = result.Remove(change.Span.Start, change.Span.Length).Insert(change.Span.Start, change.NewText);
        }

        return result.ToString();
    }

    private void Check(OverlaidRule rule, bool holds, string fault)
    {
        if (!holds)
        {
            _faults.Add($"{rule.Original.Rule.Source.Path}: {fault}:\n{rule.Compiled.Rule.Query!.Text}");
        }
    }
}
