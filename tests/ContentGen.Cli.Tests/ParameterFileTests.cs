using System.Text.Json.Nodes;

namespace ContentGen.Cli.Tests;

/// <summary>build --parameter-files: one template for all workspaces, and what each of them gets in a file beside it.</summary>
public sealed class ParameterFileTests
{
    private const string Head = "subscriptionId: 11111111-2222-4333-8444-555555555555\nresourceGroup: rg\n";
    private const string Other = "7d1f0d5c-3f6e-4b52-9a7c-1c2f0a9b8e64";

    [Test]
    public async Task Template_with_the_values_of_a_workspace_is_what_the_workspace_gets()
    {
        var project = Project();
        var shared = await Tool.RunAsync(project, "build", "--parameter-files", "-o", "shared", "--as-of", "2026-11-21");
        var own = await Tool.RunAsync(project, "build", "--all-workspaces", "-o", "own", "--as-of", "2026-11-21");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((shared.ExitCode, own.ExitCode), Is.EqualTo((0, 0)), shared.Out + own.Out);
            foreach (var (name, file, rule) in new[] { ("plain", "plain", "a"), ("tuned", "879001c8-2181-4374-be7d-72e5dc69bd2b", "a"), ("plain", "plain", "b") })
            {
                var filled = Filled(Path.Combine(project, "shared", "arm", rule + ".json"), Path.Combine(project, "shared", "arm", $"{rule}.parameters-{file}.json"));
                var expected = Properties(Path.Combine(project, "own", name, "arm", rule + ".json"));
                expected["incidentConfiguration"] ??= filled["incidentConfiguration"]?.DeepClone();
                Assert.That(Sorted(filled), Is.EqualTo(Sorted(expected)), $"{name}: {rule}");
            }

            Assert.That(File.Exists(Path.Combine(project, "shared", "arm", "b.parameters-879001c8-2181-4374-be7d-72e5dc69bd2b.json")), Is.False, "the workspace does not include the rule");
            Assert.That(JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(project, "shared", "arm", "b.json")))!["parameters"]!.AsObject().Select(p => p.Key), Is.EqualTo(new[] { "workspace" }));
            Assert.That(
                await File.ReadAllTextAsync(Path.Combine(project, "shared", "bicep", "a.parameters-plain.bicepparam")),
                Does.StartWith("using './a.bicep'\n\nparam workspaceName = 'law-plain'\n\nparam displayName".Replace("displayName", "severity", StringComparison.Ordinal)));
        }
    }

    // What Resource Manager does with a template and a file of parameters, as far as these templates go.
    private static JsonObject Filled(string template, string parameters)
    {
        var values = JsonNode.Parse(File.ReadAllText(parameters))!["parameters"]!;
        var properties = Properties(template);
        foreach (var (name, value) in properties.ToList())
        {
            if (value is JsonValue text && text.TryGetValue<string>(out var expression) && expression == $"[parameters('{name}')]")
            {
                properties[name] = values[name]!["value"]!.DeepClone();
            }
        }

        return properties;
    }

    private static JsonObject Properties(string template) => JsonNode.Parse(File.ReadAllText(template))!["resources"]![0]!["properties"]!.DeepClone().AsObject();

    private static IEnumerable<string> Sorted(JsonObject value) => value.Where(p => p.Value is not null).Select(p => $"{p.Key}: {p.Value!.ToJsonString()}").Order(StringComparer.Ordinal);

    private static string Project()
    {
        var project = Projects.Create(("a.yaml", Projects.Rule()), ("b.yaml", Projects.Rule(Other, "Other")));
        _ = Directory.CreateDirectory(Path.Combine(project, "workspaces"));
        File.WriteAllText(Path.Combine(project, "workspaces", "plain.yaml"), $"name: plain\n{Head}workspaceName: law-plain\n");
        File.WriteAllText(
            Path.Combine(project, "workspaces", "tuned.yaml"),
            $"name: tuned\n{Head}workspaceName: law-tuned\nworkspaceId: 879001C8-2181-4374-be7d-72e5dc69bd2b\ninclude: {{paths: [rules/a.yaml]}}\n"
            + $"overrides:\n  {Projects.Id}: {{severity: High, triggerThreshold: 3, incidentConfiguration: {{createIncident: false}}}}\n"
            + $"exclusions:\n  - {{rule: {Projects.Id}, exclude: \"Account == '[x]'\", expires: 2027-06-30, owner: soc, reason: Scans.}}\n");
        return project;
    }
}
