using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using ContentGen.Deploy.Applying;
using ContentGen.Deploy.Model;
using ContentGen.Emulator;

namespace ContentGen.Deploy.Tests;

/// <summary>A workspace is the same in whatever legal shape it answers.</summary>
public sealed class DialectTests
{
    [Test]
    public async Task Answers_of_another_shape_are_the_same_workspace([Values] Dialect dialect)
    {
        using var lab = new Lab(new EmulatorOptions { PageSize = 2 });
        lab.Connection = Lab.Fast(new HttpClientTransport(new HttpClient(new DialectHandler(lab.Emulator, dialect))));
        var content = Lab.Content(Lab.Rule(1), Lab.Rule(2), Rich(3), Lab.Hunt(4), Lab.Function("Logons"), Lab.Watchlist("VipHosts"));
        var deployed = await lab.DeployAsync(content);
        lab.AssertDeployed(content);
        var writes = lab.Emulator.Log.Count(l => !l.StartsWith("GET ", StringComparison.Ordinal));
        lab.Emulator.Expect();
        var plan = await lab.PlanAsync(content);
        _ = await lab.ApplyAsync(plan);
        var drift = await lab.Workspace.FindDriftAsync(content, lab.Store, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(deployed, Is.All.Matches<ItemResult>(r => r!.Outcome == Outcome.Done));
            Assert.That(writes, Is.EqualTo(2 * content.Resources.Length));
            Assert.That(plan.Items, Is.Empty);
            Assert.That(lab.Emulator.Log, Is.All.StartsWith("GET "));
            Assert.That(drift.Items, Is.Empty);
        }
    }

    [Test]
    public async Task Answers_of_another_shape_are_rolled_back_to_what_was_there([Values] Dialect dialect)
    {
        using var lab = new Lab(new EmulatorOptions { PageSize = 2, Tombstone = TimeSpan.Zero }, more: "prune: delete\n");
        _ = await lab.DeployAsync(Lab.Content(Rich(1), Lab.Rule(2), Lab.Function("Logons"), Lab.Watchlist("VipHosts")));
        var before = (lab.AllHashes(), lab.MarkHashes());
        lab.Connection = Lab.Fast(new HttpClientTransport(new HttpClient(new DialectHandler(lab.Emulator, dialect))));
        _ = await lab.DeployAsync(Lab.Content(Lab.Rule(1), Lab.Rule(3), Lab.Function("Logons", "SecurityEvent | take 1"), Lab.Watchlist("VipHosts", "Host\nws-09\n")));
        var back = await lab.ApplyAsync(await lab.Workspace.PlanRollbackAsync(JournalRecord.Read(lab.Store.LatestJournal()!), CancellationToken.None));
        Assert.That(back, Is.All.Matches<ItemResult>(r => r!.IsSuccess));
        Assert.That((lab.AllHashes(), lab.MarkHashes()), Is.EqualTo(before));
    }

    private static DesiredResource Rich(int n)
    {
        var body = Lab.Body(n, severity: "Informational");
        var properties = body["properties"]!.AsObject();
        properties["techniques"] = new JsonArray("T1110", "T1021");
        properties["suppressionEnabled"] = true;
        properties["eventGroupingSettings"] = new JsonObject { ["aggregationKind"] = "AlertPerResult" };
        properties["customDetails"] = new JsonObject { ["Hits"] = "Count_" };
        properties["entityMappings"] = new JsonArray(Entity("Account", "FullName", "Account"), Entity("IP", "Address", "IpAddress"));
        properties["alertDetailsOverride"] = new JsonObject
        {
            ["alertDisplayNameFormat"] = "Fails of {{Account}}", ["alertDynamicProperties"] = new JsonArray(new JsonObject { ["alertProperty"] = "ProductName", ["value"] = "Product" }),
        };
        properties["incidentConfiguration"] = new JsonObject
        {
            ["createIncident"] = true,
            ["groupingConfiguration"] = new JsonObject
            {
                ["enabled"] = true, ["reopenClosedIncident"] = false, ["lookbackDuration"] = "P1DT5H", ["matchingMethod"] = "Selected",
                ["groupByEntities"] = new JsonArray("IP", "Account"), ["groupByAlertDetails"] = new JsonArray("DisplayName"), ["groupByCustomDetails"] = new JsonArray("Hits"),
            },
        };
        return Lab.Rule(n, body);
    }

    private static JsonObject Entity(string type, string identifier, string column) => new()
    {
        ["entityType"] = type, ["fieldMappings"] = new JsonArray(new JsonObject { ["identifier"] = identifier, ["columnName"] = column }),
    };
}
