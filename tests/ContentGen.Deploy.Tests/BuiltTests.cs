using System.Text.Json.Nodes;
using ContentGen.Deploy.Model;
using ContentGen.Deploy.Planning;
using ContentGen.Emulator;

namespace ContentGen.Deploy.Tests;

/// <summary>What a plan wants of a workspace is what build writes for it: no tool of ours has an opinion of its own on what is deployed.</summary>
public sealed class BuiltTests
{
    private const string Rule = """
        id: 3f6c1d52-7c1e-4b8e-9a6c-5b0f4c2f9e11
        name: '[Fails] of one account'
        description: "[starts and ends like an expression]"
        severity: Low
        kind: Scheduled
        queryFrequency: 1h
        queryPeriod: 70m
        triggerOperator: gt
        triggerThreshold: 2
        tactics: [CredentialAccess]
        relevantTechniques: [T1110.001]
        query: |
          let Approved = dynamic(['a', 'b']);
          let Most = 5;
          SecurityEvent
          | where EventID == 4625 and Account !in (Approved)
          | summarize Failures = count(), TimeGenerated = max(TimeGenerated) by Account, IpAddress
          | where Failures > Most
        entityMappings:
          - {entityType: IP, fieldMappings: [{identifier: Address, columnName: IpAddress}]}
        customDetails: {Failures: Failures}
        alertDetailsOverride: {alertDisplayNameFormat: '[{{Account}}]'}
        incidentConfiguration:
          createIncident: true
          groupingConfiguration: {enabled: true, reopenClosedIncident: false, lookbackDuration: 5h, matchingMethod: Selected, groupByEntities: [IP], groupByAlertDetails: [], groupByCustomDetails: [Failures]}
        version: 1.2.3
        parameters:
          Approved: {description: Accounts that may, type: list of string}
          Most: {description: How many are too many, type: long}
        falsePositives:
          - {id: scanners, description: Scanners of the network team., tuning: {exclude: "Computer startswith 'scan-'", at: SecurityEvent}}
          - {id: services, description: Accounts of services., tuning: {exclude: "Account startswith 'svc-'", at: result}}
        """;

    private const string Near = """
        id: 3f6c1d52-7c1e-4b8e-9a6c-5b0f4c2f9e12
        name: Near
        severity: High
        kind: NRT
        enabled: false
        suppressionEnabled: true
        suppressionDuration: 2h
        eventGroupingSettings: {aggregationKind: AlertPerResult}
        query: Fails(3) | project TimeGenerated, Account
        falsePositives:
          - {id: hosts, description: Hosts of the lab., tuning: {exclude: "Account == 'lab'", at: result}}
        """;

    private const string Hunt = """
        id: 3f6c1d52-7c1e-4b8e-9a6c-5b0f4c2f9e13
        name: Hunt
        description: What it looks for.
        tactics: [Discovery]
        relevantTechniques: [T1087.002]
        query: Fails() | summarize count() by Account
        """;

    private const string Defender = """
        id: 3f6c1d52-7c1e-4b8e-9a6c-5b0f4c2f9e14
        name: Elsewhere
        environment: defender-xdr
        severity: Low
        queryFrequency: 1h
        queryPeriod: 1h
        triggerOperator: gt
        triggerThreshold: 0
        query: DeviceProcessEvents | where FileName == 'a.exe' | project Timestamp, DeviceId, ReportId
        """;

    private const string Overlay = """
        include: {paths: ["rules/**", "hunting/**"]}
        overrides:
          3f6c1d52-7c1e-4b8e-9a6c-5b0f4c2f9e11: {severity: High, queryFrequency: 30m, enabled: false, parameters: {Approved: [c], Most: 7}}
        exclusions:
          - {rule: 3f6c1d52-7c1e-4b8e-9a6c-5b0f4c2f9e11, exclude: "IpAddress == '192.0.2.1'", at: SecurityEvent, owner: soc, reason: Agreed scans., expires: 2999-01-01}
          - {rule: 3f6c1d52-7c1e-4b8e-9a6c-5b0f4c2f9e12, exclude: "Account == 'robot'", owner: soc, reason: Agreed., expires: 2999-01-01}
        """;

    [Test]
    public async Task Plan_wants_exactly_what_build_writes_for_each_workspace()
    {
        using var emulator = new SentinelEmulator(new EmulatorOptions());
        using var server = new EmulatorServer(emulator, 0);
        using var project = new ContentProject();
        project.Write("rules/fails.yaml", Rule);
        project.Write("rules/near.yaml", Near);
        project.Write("rules/defender.yaml", Defender);
        project.Write("hunting/hunt.yaml", Hunt);
        project.Write("functions/Fails.kql", ".create-or-alter function Fails(n:long = 1) { SecurityEvent | where EventID == 4625 and Computer in ((_GetWatchlist('VipHosts') | project Host)) | take n }");
        project.Write("watchlists/VipHosts.csv", "Host,Owner\ndc-01,\"Tier 0, core\"\n");
        project.Write("plain", "law-plain", server.Endpoint);
        project.Write("tuned", "law-tuned", server.Endpoint, Overlay);
        project.Write("next", "law-next", server.Endpoint, "apiVersion: 2025-10-01-preview\n");
        var built = await project.RunAsync("build", "--all-workspaces", "-o", "built");
        var planned = await project.RunAsync("plan", "--all", "-o", "plans");
        Assert.That((built.ExitCode, planned.ExitCode), Is.EqualTo((0, 0)), built.Out + built.Error + planned.Error);
        var queries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var workspace in new[] { "plain", "tuned", "next" })
        {
            var plan = PlanFile.Read(await File.ReadAllTextAsync(project.At($"plans/{workspace}.plan.json")));
            var wanted = plan.Items.ToDictionary(i => i.Address, i => i.Body!, StringComparer.Ordinal);
            var written = Resources(project.At($"built/{workspace}/arm")).ToDictionary(r => r.Name, r => r, StringComparer.Ordinal);
            Assert.That(wanted.Keys, Is.EquivalentTo(written.Keys).And.Count.EqualTo(5), workspace);
            foreach (var (name, body) in wanted)
            {
                var (_, version, resource) = written[name];
                Assert.That(body.ToJsonString(), Is.EqualTo(resource.ToJsonString()), $"{workspace}: {name}");
                Assert.That(version, Is.EqualTo(name is "Fails" or "3f6c1d52-7c1e-4b8e-9a6c-5b0f4c2f9e13" ? ResourcePaths.SavedSearches : plan.ApiVersion), name);
            }

            queries.Add(workspace, wanted["3f6c1d52-7c1e-4b8e-9a6c-5b0f4c2f9e11"]["properties"]!["query"]!.GetValue<string>());
        }

        // Were exclusions and overlays in neither, they would be equal too.
        using (Assert.EnterMultipleScope())
        {
            Assert.That(queries.Values, Is.All.Contains("scan-").And.All.Contains("svc-"));
            Assert.That(queries["tuned"], Does.Contain("192.0.2.1").And.Contain("let Most = 7;"));
            Assert.That(queries["plain"], Does.Contain("let Most = 5;").And.EqualTo(queries["next"]));
        }
    }

    // Names, and resources as Resource Manager makes them of the templates: without escapes.
    private static IEnumerable<(string Name, string Version, JsonObject Resource)> Resources(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Where(f => !f.Contains("bundles", StringComparison.Ordinal)))
        {
            var resource = JsonNode.Parse(File.ReadAllText(file))!["resources"]!.AsArray().Single()!.AsObject();
            var name = resource["name"]!.GetValue<string>()["[concat(parameters('workspace'),'/".Length..^"')]".Length];
            var body = new JsonObject();
            if (resource["kind"] is { } kind)
            {
                body["kind"] = kind.DeepClone();
            }

            body["properties"] = Literal(resource["properties"]);
            yield return (name[(name.LastIndexOf('/') + 1)..], resource["apiVersion"]!.GetValue<string>(), body);
        }
    }

    private static JsonNode? Literal(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Literal(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Literal)]),
        JsonValue v when v.TryGetValue<string>(out var text) && text.StartsWith("[[", StringComparison.Ordinal) => JsonValue.Create(text[1..]),
        _ => node?.DeepClone(),
    };
}
