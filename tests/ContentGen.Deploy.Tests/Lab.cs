using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using ContentGen.Core.Binding;
using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Deploy.Applying;
using ContentGen.Deploy.Model;
using ContentGen.Deploy.Planning;
using ContentGen.Deploy.Service;
using ContentGen.Emulator;

namespace ContentGen.Deploy.Tests;

/// <summary>A workspace in this process, and what is needed to deploy to it.</summary>
internal sealed class Lab : IDisposable
{
    public const string Token = "canary-token-5f2c1d";
    public const string Scope = "/subscriptions/d0cfe6b2-9ac0-4464-9919-dccaee2e48c0/resourceGroups/rg-soc/providers/Microsoft.OperationalInsights/workspaces/law-lab";
    public const string Sentinel = Scope + "/providers/Microsoft.SecurityInsights";
    public const string Rules = Sentinel + "/alertRules";
    public const string Marks = Sentinel + "/metadata";
    public const string Watchlists = Sentinel + "/watchlists";
    public const string Searches = Scope + "/savedSearches";

    /// <summary>Where resources of ours live.</summary>
    private static readonly string[] Collections = [Rules, Marks, Watchlists, Searches];

    public Lab(EmulatorOptions? options = null, string more = "", ConnectionOptions? connection = null)
    {
        Emulator = new SentinelEmulator(options ?? new EmulatorOptions());
        Target = TargetOf("http://127.0.0.1:1", more);
        Connection = connection ?? Fast(new HttpClientTransport(new HttpClient(new EmulatorHandler(Emulator))));
        // Journals are flushed to the disk line by line; thousands of them belong into memory.
        Folder = Directory.Exists("/dev/shm") ? Directory.CreateDirectory($"/dev/shm/contentgen-tests/{Guid.NewGuid():N}").FullName : TestFolders.Temporary();
        Store = new DeploymentStore(Folder);
    }

    public SentinelEmulator Emulator { get; }

    public WorkspaceTarget Target { get; set; }

    public ConnectionOptions Connection { get; set; }

    public string Folder { get; }

    public DeploymentStore Store { get; }

    public Workspace Workspace => new(Target, "2025-07-01-preview", Connection);

    public static ConnectionOptions Fast(HttpPipelineTransport transport) => new()
    {
        LoopbackToken = Token,
        Transport = transport,
        MaxRetries = 2,
        RetryDelay = TimeSpan.FromMilliseconds(1),
        PollDelay = TimeSpan.FromMilliseconds(1),
        NetworkTimeout = TimeSpan.FromSeconds(30),
        RespectsRateLimits = false,
    };

    public static WorkspaceTarget TargetOf(string endpoint, string more = "")
    {
        var text = $"name: lab\nsubscriptionId: d0cfe6b2-9ac0-4464-9919-dccaee2e48c0\nresourceGroup: rg-soc\nworkspaceName: law-lab\ncloud: {{endpoint: {endpoint}, audience: https://management.azure.com}}\n{more}";
        var file = WorkspaceFile.Read(new SourceText("workspaces/lab.yaml", text));
        Assert.That(file.Diagnostics, Is.Empty);
        return file.Target!;
    }

    public static string Id(int n) => new Guid(n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).ToString();

    public static JsonObject Body(int n, string query = "SecurityEvent | where EventID == 4625\n| take 10", bool enabled = true, string severity = "Low") => new()
    {
        ["kind"] = "Scheduled",
        ["properties"] = new JsonObject
        {
            ["displayName"] = string.Create(CultureInfo.InvariantCulture, $"Rule {n:0000}"),
            ["description"] = "What it finds.",
            ["severity"] = severity,
            ["enabled"] = enabled,
            ["query"] = query,
            ["queryFrequency"] = "PT1H",
            ["queryPeriod"] = "PT1H",
            ["triggerOperator"] = "GreaterThan",
            ["triggerThreshold"] = 0,
            ["suppressionDuration"] = "PT5H",
            ["suppressionEnabled"] = false,
            ["tactics"] = new JsonArray("Persistence", "Execution"),
        },
    };

    public static DesiredResource Rule(int n, JsonObject? body = null, params string[] tables)
    {
        body ??= Body(n);
        return DesiredResource.Create(ResourceKind.AnalyticsRule, Id(n), body["properties"]!["displayName"]!.GetValue<string>(), "1.0.0", body, [.. tables], [.. tables]);
    }

    public static DesiredResource Watchlist(string alias, string csv = "Host,Owner\ndc-01,Tier 0\ndc-02,\"Tier, 0\"\n", string description = "Which hosts matter.") => DesiredResource.Create(
        ResourceKind.Watchlist, alias, alias, null,
        new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["displayName"] = alias, ["description"] = description, ["provider"] = "contentgen", ["source"] = alias + ".csv", ["sourceType"] = "Local",
                ["itemsSearchKey"] = "Host", ["contentType"] = "text/csv", ["numberOfLinesToSkip"] = 0, ["rawContent"] = csv,
            },
        },
        [], []);

    public static DesiredResource Function(string name, string body = "SecurityEvent | where EventID == 4625") => DesiredResource.Create(
        ResourceKind.Parser, name, name, null,
        new JsonObject
        {
            ["properties"] = new JsonObject { ["category"] = "Function", ["displayName"] = name, ["query"] = body, ["functionAlias"] = name, ["functionParameters"] = "n:long = 1", ["version"] = 2 },
        },
        [], []);

    public static DesiredResource Hunt(int n, string query = "SecurityEvent | take 10") => DesiredResource.Create(
        ResourceKind.HuntingQuery, Id(n), $"Hunt {n}", "1.0.0",
        new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["category"] = "Hunting Queries", ["displayName"] = $"Hunt {n}", ["query"] = query, ["version"] = 2,
                ["tags"] = new JsonArray(new JsonObject { ["name"] = "description", ["value"] = "What it looks for." }, new JsonObject { ["name"] = "tactics", ["value"] = "Discovery" }),
            },
        },
        [], []);

    public static DesiredContent Content(int count, string query = "SecurityEvent | where EventID == 4625\n| take 10") => Content([.. Enumerable.Range(1, count).Select(n => Rule(n, Body(n, query)))]);

    public static DesiredContent Content(params DesiredResource[] resources) => new("lab-content", "0123456789012345678901234567890123456789", [.. resources]);

    public Task<Plan> PlanAsync(DesiredContent content) => Workspace.PlanAsync(content, Store, CancellationToken.None);

    public async Task<ImmutableArray<ItemResult>> ApplyAsync(Plan plan)
    {
        var journal = Store.NewJournal(TimeProvider.System.GetUtcNow());
        var applied = await Workspace.ApplyAsync(plan, journal, _ => { }, CancellationToken.None);
        OwnerFile.Replace(DeploymentStore.ReceiptOf(journal), new Receipt(plan, applied.Items, applied.Notes, Path.GetFileName(journal), "rest", "test", default, default).Print());
        return applied.Items;
    }

    public async Task<ImmutableArray<ItemResult>> DeployAsync(DesiredContent content) => await ApplyAsync(await PlanAsync(content));

    public async Task<ImmutableArray<ItemResult>> ResumeAsync()
    {
        var journal = Store.LatestJournal()!;
        return (await Workspace.ResumeAsync(JournalRecord.Read(journal), journal, _ => { }, CancellationToken.None)).Items;
    }

    public void Seed(int n, JsonObject? body = null) => Emulator.Seed($"{Rules}/{Id(n)}", body ?? Body(n));

    /// <summary>Changes a rule behind our back.</summary>
    public void Edit(int n, Action<JsonObject> change)
    {
        var rule = Emulator.Below(Rules).Single(r => r["name"]!.GetValue<string>() == Id(n));
        change(rule["properties"]!.AsObject());
        Emulator.Seed($"{Rules}/{Id(n)}", new JsonObject { ["kind"] = rule["kind"]!.DeepClone(), ["properties"] = rule["properties"]!.DeepClone() });
    }

    /// <summary>The rules by id with their hash, as the workspace has them.</summary>
    public Dictionary<string, string> Hashes() => Emulator.Below(Rules).ToDictionary(r => r["name"]!.GetValue<string>().ToLowerInvariant(), HashOf, StringComparer.Ordinal);

    /// <summary>Everything of our kinds with its hash: rules, watchlists with their rows, functions, hunting queries.</summary>
    public Dictionary<string, string> AllHashes() => Hashes().Select(p => (p.Key, p.Value))
        .Concat(Emulator.Below(Watchlists).Select(w => (w["name"]!.GetValue<string>().ToLowerInvariant(), HashOf(ResourceKind.Watchlist, WithRows(w)))))
        .Concat(Emulator.Below(Searches).Select(q => (q["name"]!.GetValue<string>().ToLowerInvariant(), HashOf(q["properties"]!["functionAlias"] is null ? ResourceKind.HuntingQuery : ResourceKind.Parser, q))))
        .ToDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal);

    /// <summary>Every resource of every kind, the items of watchlists among them.</summary>
    public IEnumerable<JsonObject> Resources() => Collections.SelectMany(Emulator.Below).Concat(Emulator.Below(Watchlists).SelectMany(w => Emulator.Below($"{w["id"]}/watchlistItems")));

    private JsonObject WithRows(JsonObject watchlist)
    {
        using var items = JsonDocument.Parse(new JsonArray([.. Emulator.Below($"{watchlist["id"]}/watchlistItems").Select(i => i["properties"]!["itemsKeyValue"]!.DeepClone())]).ToJsonString());
        var whole = watchlist.DeepClone().AsObject();
        whole["properties"]!["rawContent"] = WatchlistRows.Csv([.. items.RootElement.EnumerateArray()]);
        return whole;
    }

    /// <summary>The marks by what they are about, with the hash that they carry.</summary>
    public Dictionary<string, string> MarkHashes() => Emulator.Below(Marks)
        .ToDictionary(m => m["properties"]!["contentId"]!.GetValue<string>(), m => m["properties"]!["customVersion"]!.GetValue<string>()["sha256:".Length..].Split(' ')[0], StringComparer.Ordinal);

    public static string HashOf(JsonObject resource) => HashOf(ResourceKind.AnalyticsRule, resource);

    private static string HashOf(ResourceKind kind, JsonObject resource)
    {
        using var json = JsonDocument.Parse(resource.ToJsonString());
        return CanonicalResource.Of(kind, json.RootElement).Hash;
    }

    /// <summary>Everything that a user could see, less etags, times, and the names of watchlist items, which are given anew.</summary>
    public string[] Picture() => [.. Resources().Select(r =>
    {
        _ = r.Remove("etag");
        var properties = r["properties"]!.AsObject();
        _ = properties.Remove("lastModifiedUtc");
        _ = properties.Remove("updated");
        _ = properties.Remove("watchlistId");
        if (properties["itemsKeyValue"] is not null)
        {
            r["id"] = r["id"]!.GetValue<string>()[..r["id"]!.GetValue<string>().LastIndexOf('/')];
            _ = r.Remove("name");
        }

        return Sorted(r)!.ToJsonString();
    }).Order(StringComparer.Ordinal)];

    // The order of names means nothing.
    private static JsonNode? Sorted(JsonNode? node) => node is JsonObject o
        ? new JsonObject(o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value))))
        : node?.DeepClone();

    /// <summary>That the workspace has exactly the content and the rules that are not ours, and marks on all that is.</summary>
    public void AssertDeployed(DesiredContent content, params int[] unmanaged)
    {
        var expected = content.Resources.ToDictionary(r => r.Id, r => r.Hash, StringComparer.Ordinal);
        foreach (var n in unmanaged)
        {
            expected.Add(Id(n), HashOf(Body(n)));
        }

        Assert.That(AllHashes(), Is.EquivalentTo(expected));
        Assert.That(MarkHashes(), Is.EquivalentTo(content.Resources.ToDictionary(r => r.Id, r => r.Hash, StringComparer.Ordinal)));
    }

    public void Dispose()
    {
        Emulator.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
