using System.Diagnostics;
using System.Text.Json;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Kusto.Hosting;

namespace ContentGen.Kusto.Tests;

public sealed class BoundTreeTests
{
    // Folded into their parents: lists, their separators, and the tokens of names.
    private static readonly HashSet<string> Folded = ["List", "SeparatedElement", "TokenName", "BracketedName", "BracedName", "WildcardedName", "BracketedWildcardedName"];

    [Test]
    public async Task Every_node_kind_of_the_corpus_is_in_the_tree()
    {
        var queries = Sampling.Each(3, CorpusQueries()).ToList();
        var judged = JudgedKinds(queries);
        using var host = new LanguageHost(TestHost.Options());
        var differences = new List<string>();
        var untyped = new Dictionary<string, int>(StringComparer.Ordinal);
        var kinds = new HashSet<string>();
        var answers = await Task.WhenAll(queries.Select(q => host.BindAsync(TestHost.Query(q), CancellationToken.None)));
        for (var i = 0; i < queries.Count; i++)
        {
            var bound = answers[i];
            var own = bound.Tree!.Root.Descendants().GroupBy(n => n.Kind).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
            kinds.UnionWith(own.Keys);
            differences.AddRange(judged[i].Where(k => !Folded.Contains(k.Key) && own.GetValueOrDefault(k.Key) != k.Value).Select(k => $"query {i}: {k.Key} {k.Value} != {own.GetValueOrDefault(k.Key)}"));
            foreach (var node in bound.Tree.Root.Descendants().Where(n => n.Kind.EndsWith("Expression", StringComparison.Ordinal) && n.Type is null))
            {
                untyped[node.Kind] = untyped.GetValueOrDefault(node.Kind) + 1;
            }
        }

        await TestContext.Out.WriteLineAsync($"{queries.Count} queries, {kinds.Count} kinds; expressions without a type: {string.Join(", ", untyped.OrderByDescending(u => u.Value).Select(u => $"{u.Key} {u.Value}"))}");
        Assert.That(differences, Is.Empty);
        Assert.That(queries, Has.Count.GreaterThan(Sampling.Count(410, 1250)));
    }

    [Test]
    public async Task Names_lead_to_their_symbols_constants_and_bodies()
    {
        using var host = new LanguageHost(TestHost.Options());
        const string Text = "let since = 1d; let named = (what: string) { SecurityEvent | where Account has what };\nnamed('adm') | where TimeGenerated > ago(since) | join kind=inner (SigninLogs) on $left.Account == $right.UserPrincipalName | summarize arg_max(TimeGenerated, *), count() by Computer | project-rename Host = Computer | sort by count_ asc nulls last";
        var tree = (await host.BindAsync(TestHost.Query(Text), CancellationToken.None)).Tree!;
        var nodes = tree.Root.Descendants().ToList();
        var since = nodes.Single(n => n is { Kind: "NameReference", Name: "since" });
        var call = nodes.Single(n => n is { Kind: "FunctionCallExpression", Body: not null });
        var ordering = nodes.Single(n => n.Kind == "OrderingClause");
        var renamed = nodes.Single(n => n.Kind == "ProjectRenameOperator").Type!.Columns.Single(c => c.Name == "Host");
        var body = call.Body!.Root.Descendants().Single(n => n is { Kind: "NameReference", Name: "what" });
        using (Assert.EnterMultipleScope())
        {
            Assert.That((since.Constant, since.Type!.Name, since.Symbol!.Kind), Is.EqualTo(("1d", "timespan", "variable")));
            Assert.That(call.Symbol!.Kind, Is.EqualTo("let-function"));
            Assert.That((body.Constant, Text.Substring(body.Span.Start, body.Span.Length)), Is.EqualTo(("adm", "what")));
            Assert.That(call.Body.IsInQuery, Is.True);
            Assert.That(ordering.Token("AscOrDescKeyword"), Is.EqualTo("asc"));
            Assert.That(renamed.Originals.Single().Table ?? renamed.Originals.Single().Originals.First().Table, Is.EqualTo("SecurityEvent"));
            Assert.That(nodes.Single(n => n.Kind == "JoinOperator").ChildrenOf("Parameters").Single().Child("Expression")!.Constant, Is.EqualTo("inner"));
            Assert.That(nodes.Single(n => n is { Kind: "FunctionCallExpression", Symbol.Name: "arg_max" }).Symbol!.Kind, Is.EqualTo("aggregate"));
            Assert.That(nodes.Where(n => n.Symbol?.Kind == "column" && n.Name == "Account").Select(n => n.Symbol!.Table), Is.All.EqualTo("SecurityEvent"));
            Assert.That(nodes.All(n => n.Span.End <= Text.Length), Is.True);
        }
    }

    private static List<string> CorpusQueries()
    {
        var files = TestFolders.CorpusRules().Concat(Directory.EnumerateFiles(Path.Combine(TestFolders.Shared, "corpus", "hunting"), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
        var queries = new List<string>();
        foreach (var file in files)
        {
            var source = new SourceText(file, SourceDecoder.TryDecode(File.ReadAllBytes(file))!);
            if (YamlReader.Read(source, new DiagnosticBag(source))?.Find("query")?.Value is YamlScalar query)
            {
                queries.Add(query.Value);
            }
        }

        return queries;
    }

    private static List<Dictionary<string, int>> JudgedKinds(List<string> queries)
    {
        var library = Path.Combine(TestFolders.Repository, "src", "ContentGen.Kusto", "Host", "node_modules", "@kusto", "language-service-next");
        var start = new ProcessStartInfo(TestHost.Node!, [Path.Combine(AppContext.BaseDirectory, "kinds.js"), library]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var judge = Process.Start(start)!;
        var output = judge.StandardOutput.ReadToEndAsync();
        foreach (var query in queries)
        {
            judge.StandardInput.WriteLine(JsonSerializer.Serialize(query));
        }

        judge.StandardInput.Close();
        return [.. output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<Dictionary<string, int>>(l)!)];
    }
}
