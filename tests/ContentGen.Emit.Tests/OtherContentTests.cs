using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using ContentGen.Checks.Compilation;
using ContentGen.Checks.Functions;
using ContentGen.Core.Content;
using ContentGen.Core.Csv;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Watchlists;
using ContentGen.Emit.Arm;
using ContentGen.Emit.Bicep;
using ContentGen.Emit.Model;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Emit.Tests;

/// <summary>Hunting queries, watchlists and functions as resources, judged by tools that are not ours.</summary>
public sealed class OtherContentTests
{
    private const string HuntId = "3a81c9d0-4152-4637-4859-60718293a4b5";

    private static readonly string[] Nasty = ["plain", "", "a,b", "say \"no\"", "line\nbreak", "\r\n", " blank ", "'''", "${x}", "[concat('x')]", "\u00fcmlaut \ud83d\ude00", "back\\slash"];

    [Test]
    public void Hunting_queries_of_the_community_are_saved_searches_that_say_what_their_files_say()
    {
        var folder = Path.Combine(TestFolders.Shared, "corpus", "hunting");
        var queries = Directory.GetFiles(folder, "*.y*ml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => RuleFile.Read(new SourceText(f, SourceDecoder.TryDecode(File.ReadAllBytes(f))!), isHunting: true).Rule)
            .OfType<Rule>().Where(SavedSearchModel.CanEmit).ToList();
        var resources = queries.Select(SavedSearchModel.OfHunting).ToList();
        var faults = Faults(resources, "hunt");
        foreach (var (query, resource) in queries.Zip(resources))
        {
            var properties = TreeJson.Of(resource.Properties).AsObject();
            var tags = properties["tags"]?.AsArray().ToDictionary(t => (string)t!["name"]!, t => (string)t!["value"]!, StringComparer.Ordinal) ?? [];
            var isTrue = ((string?)properties["category"], (string?)properties["query"], (string?)properties["displayName"], (int?)properties["version"])
                == ("Hunting Queries", query.Query!.Text, query.Name!.Value, 2)
                && tags.GetValueOrDefault("tactics", "") == string.Join(',', query.Tactics.Select(t => t.Value).Distinct())
                && tags.GetValueOrDefault("description", "").Trim() == (query.Description?.Value ?? "").Trim()
                && tags.Keys.All(k => k is "description" or "tactics" or "techniques" or "subTechniques");
            faults.AddRange(isTrue ? [] : [$"{query.Source.Path}: {properties}"]);
        }

        TestContext.Out.WriteLine($"{resources.Count} hunting queries");
        Assert.Multiple(() =>
        {
            Assert.That(resources, Has.Count.GreaterThan(280));
            Assert.That(faults, Is.Empty);
        });
    }

    [Test]
    public void Watchlist_travels_inline_as_csv_and_comes_back_row_by_row()
    {
        // The judge needs the schemas; skipping must come before a block of several assertions.
        _ = TestFolders.Shared;
        var rows = Nasty.Select((n, i) => $"  - {{Key: 'k{i}', \"B,c\": {JsonValue.Create(n).ToJsonString()}}}\n");
        var watchlist = Watchlist("odd.yaml", $"alias: odd-list\nsearchKey: Key\ncolumns: {{Key: string, \"B,c\": string}}\nrows:\n{string.Concat(rows)}");
        var resource = WatchlistModel.Create(watchlist, EmitOptions.Default);
        var properties = TreeJson.Of(resource.Properties);
        var csv = CsvText.Read((string)properties["rawContent"]!);
        Assert.Multiple(() =>
        {
            Assert.That(Faults([resource], "watchlist"), Is.Empty);
            Assert.That(csv.Error, Is.Null);
            Assert.That(csv.Records.Select(r => string.Join('|', r.Fields.Select(f => f.Value))), Is.EqualTo(Nasty.Select((n, i) => $"k{i}|{n}").Prepend("Key|B,c")));
            Assert.That(((string?)properties["itemsSearchKey"], (string?)properties["contentType"], (int?)properties["numberOfLinesToSkip"]), Is.EqualTo(("Key", "text/csv", 0)));
        });
    }

    [Test]
    public void Watchlist_in_csv_loses_the_types_of_its_header()
    {
        var watchlist = Watchlist("hosts.csv", "Host,Score:long\r\ndc-01,3\r\n");
        Assert.That((string?)TreeJson.Of(WatchlistModel.Create(watchlist, EmitOptions.Default).Properties)["rawContent"], Is.EqualTo("Host,Score\ndc-01,3\n"));
    }

    [Test]
    public void Function_is_a_saved_search_with_alias_parameters_in_one_line_and_the_body_without_braces()
    {
        // The judge needs the schemas; skipping must come before a block of several assertions.
        _ = TestFolders.Shared;
        var function = Function(".create-or-alter function F(\n  // how far\n  since: timespan = 1d,\n  text: string = \"a // b\", T:(*)) {\n  T | where x > ago(since) // end\n}");
        var resource = SavedSearchModel.OfFunction(function);
        var properties = TreeJson.Of(resource.Properties);
        Assert.Multiple(() =>
        {
            Assert.That(Faults([resource], "function"), Is.Empty);
            Assert.That((string?)properties["functionParameters"], Is.EqualTo("since: timespan = 1d, text: string = \"a // b\", T:(*)"));
            Assert.That((string?)properties["query"], Is.EqualTo("  T | where x > ago(since) // end"));
            Assert.That((string?)properties["functionAlias"], Is.EqualTo("F"));
        });
    }

    [Test]
    public void Content_is_ordered_by_what_uses_what_in_whatever_order_it_comes()
    {
        // The judge needs the schemas; skipping must come before a block of several assertions.
        _ = TestFolders.Shared;
        var content = Project();
        var artifacts = Emit(content);
        var mixed = content with { Functions = [.. content.Functions.Reverse()] };
        var order = ContentResources.Create(mixed, EmitOptions.Default);
        var main = Text(artifacts, "bicep/main.bicep");
        var manifest = JsonNode.Parse(Text(artifacts, "manifest.json"))!["resources"]!.AsArray();
        var outer = JsonNode.Parse(Text(artifacts, "arm/bundles/bundle-001.json"))!["resources"]![2]!;
        Assert.Multiple(() =>
        {
            Assert.That(order.Select(r => r.Name), Is.EqualTo(new[] { "hosts", "Inner", "Outer", Rules.Id, HuntId }));
            Assert.That(order[3].DependsOn, Is.EqualTo(new[] { new ResourceKey(ContentKind.Watchlist, "hosts"), new ResourceKey(ContentKind.Function, "Inner"), new ResourceKey(ContentKind.Function, "Outer") }));
            Assert.That(manifest.Select(r => (string)r!["id"]!), Is.EqualTo(order.Select(r => r.Name)));
            Assert.That(Emit(mixed).Select(a => (a.Path, Convert.ToHexString(a.Content.Span))), Is.EqualTo(artifacts.Select(a => (a.Path, Convert.ToHexString(a.Content.Span)))));
            Assert.That(Judge.Arm(Of(artifacts, "arm/")).SelectMany(v => v["errors"]!.AsArray().Concat(v["unknown"]!.AsArray())), Is.Empty);
            Assert.That(Judge.Bicep(Of(artifacts, "bicep/")).SelectMany(v => v["errors"]!.AsArray()), Is.Empty);
            Assert.That(main.IndexOf("module function_Inner", StringComparison.Ordinal), Is.LessThan(main.IndexOf("module function_Outer", StringComparison.Ordinal)));
            Assert.That(main, Does.Contain("dependsOn: [\n    watchlist_hosts\n    function_Inner\n    function_Outer\n  ]"));
            Assert.That(outer["dependsOn"]!.AsArray().Select(d => (string)d!), Is.EqualTo(new[]
            {
                "[resourceId('Microsoft.OperationalInsights/workspaces/providers/Watchlists',parameters('workspace'),'Microsoft.SecurityInsights','hosts')]",
                "[resourceId('Microsoft.OperationalInsights/workspaces/savedSearches',parameters('workspace'),'Inner')]",
            }));
            Assert.That(Text(artifacts, "pages/functions/inner.md"), Does.Contain("[Minimal](../folder/rule.md)"));
            Assert.That(Text(artifacts, "pages/hunting/h.md"), Does.Not.Contain("## Schedule"));
        });
    }

    [Test]
    public void Only_what_is_used_is_kept_for_a_workspace_that_does_not_ask_for_more()
    {
        var content = Project();
        var unused = content with { Functions = [.. content.Functions, new EmitFunction(Function(".create-or-alter function Lonely() { T }"), "functions/lonely.kql", "00")] };
        Assert.Multiple(() =>
        {
            Assert.That(unused.OnlyUsed(_ => false).Functions.Select(f => f.Compiled.Function.Name), Is.EquivalentTo(new[] { "Inner", "Outer" }));
            Assert.That(unused.OnlyUsed(p => p == "functions/lonely.kql").Functions, Has.Length.EqualTo(3));
            Assert.That((content with { Rules = [], HuntingQueries = [] }).OnlyUsed(_ => false).Watchlists, Is.Empty);
        });
    }

    [Test]
    public void Circle_of_functions_is_a_defect_of_the_caller()
    {
        var one = Function(".create-or-alter function One() { Two() }") with { AllCalls = ["Two"] };
        var two = Function(".create-or-alter function Two() { One() }") with { AllCalls = ["One"] };
        var content = new EmitContent([]) { Functions = [new EmitFunction(one, "f", "00"), new EmitFunction(two, "f", "00")] };
        Assert.Throws<InvalidOperationException>(() => ContentResources.Create(content, EmitOptions.Default));
    }

    private static EmitContent Project()
    {
        var query = new BoundQuery(default) { Functions = ["Inner", "Outer", "_GetWatchlist"], Watchlists = ["elsewhere", "hosts"], Tables = ["T"] };
        var hunt = RuleFile.Read(new SourceText("hunting/h.yaml", $"id: {HuntId}\nname: Hunt\ntactics: [Discovery]\nquery: Outer"), isHunting: true).Rule!;
        return new EmitContent([Rules.Emit(Rules.Read(Rules.Minimal), query: query)])
        {
            HuntingQueries = [Rules.Emit(hunt, "h", query)],
            Functions =
            [
                new EmitFunction(Function(".create-or-alter function Outer() { Inner() }") with { AllCalls = ["Inner", "_GetWatchlist"], Watchlists = ["hosts"] }, "functions/f.kql", "00"),
                new EmitFunction(Function(".create-or-alter function Inner() { _GetWatchlist('hosts') }") with { AllCalls = ["_GetWatchlist"], Watchlists = ["hosts"] }, "functions/f.kql", "00"),
            ],
            Watchlists = [new EmitWatchlist(Watchlist("hosts.csv", "Host\ndc-01\n"), "watchlists/hosts.csv", "00")],
        };
    }

    private static ImmutableArray<Artifact> Emit(EmitContent content) => Emitter.Emit(content, EmitOptions.Default, Pages.PageTemplates.Default);

    private static List<string> Faults(List<ContentResource> resources, string symbol)
    {
        var arm = Judge.Arm(resources.Select(r => ArmTemplate.Print([r])));
        var bicep = Judge.Bicep(resources.Select(BicepFile.Print));
        var faults = new List<string>();
        for (var i = 0; i < resources.Count; i++)
        {
            var tree = TreeJson.Of(resources[i].Properties);
            var printed = arm[i]["resources"]!.AsArray().Single()!;
            var parsed = bicep[i]["value"]?["resources"]?.AsArray().Single(r => (string?)r!["symbol"] == symbol)!["body"];
            IEnumerable<string> found =
            [
                .. arm[i]["errors"]!.AsArray().Concat(arm[i]["unknown"]!.AsArray()).Concat(bicep[i]["errors"]!.AsArray()).Select(e => $"{e}"),
                .. JsonNode.DeepEquals(printed["properties"], tree) ? (string[])[] : ["ARM has other values"],
                .. JsonNode.DeepEquals(parsed?["properties"], tree) && (string?)parsed?["name"] == resources[i].Name ? (string[])[] : ["Bicep has other values"],
            ];
            faults.AddRange(found.Select(f => $"{resources[i].Name}: {f}"));
        }

        return faults;
    }

    private static CompiledFunction Function(string declaration)
    {
        var diagnostics = new List<Diagnostic>();
        var schemas = ContentSchemas.Read([new SourceText("functions/f.kql", declaration)], diagnostics);
        Assert.That(diagnostics, Is.Empty);
        return new CompiledFunction(schemas.Functions.Single(), null, false, [], []);
    }

    private static Watchlist Watchlist(string path, string text)
    {
        var bag = new DiagnosticBag(new SourceText(path, text));
        var watchlist = WatchlistReader.Read(bag.Source, bag);
        Assert.That(bag.Items, Is.Empty);
        return watchlist;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Of(ImmutableArray<Artifact> artifacts, string folder) => artifacts.Where(a => a.Path.StartsWith(folder, StringComparison.Ordinal)).Select(a => a.Content);

    private static string Text(ImmutableArray<Artifact> artifacts, string path) => Encoding.UTF8.GetString(artifacts.Single(a => a.Path == path).Content.Span);
}
