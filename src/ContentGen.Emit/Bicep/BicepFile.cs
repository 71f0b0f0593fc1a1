using ContentGen.Emit.Model;

namespace ContentGen.Emit.Bicep;

/// <summary>Bicep files: a rule as an extension resource of its workspace, and the file that takes many of those as modules.</summary>
public static class BicepFile
{
    private const string WorkspaceType = "Microsoft.OperationalInsights/workspaces@2023-09-01";

    private const string RuleType = "Microsoft.SecurityInsights/alertRules";

    public static ReadOnlyMemory<byte> PrintRule(AlertRuleResource rule) => new BicepWriter()
        .Line("param workspaceName string")
        .Line()
        .Open($"resource workspace '{WorkspaceType}' existing =")
        .Line("name: workspaceName")
        .Close()
        .Line()
        .Open($"resource rule {BicepText.Literal($"{RuleType}@{rule.ApiVersion}")} =")
        .Line("scope: workspace")
        .Property("name", rule.Name)
        .Property("kind", rule.Kind)
        .Property("properties", rule.Properties)
        .Close()
        .ToUtf8();

    /// <param name="modules">Id and path of each rule's file, relative to this one and without './'.</param>
    public static ReadOnlyMemory<byte> PrintMain(IEnumerable<(string Id, string Path)> modules)
    {
        var writer = new BicepWriter().Line("param workspaceName string");
        foreach (var (id, path) in modules)
        {
            _ = writer
                .Line()
                .Open($"module rule_{id.Replace('-', '_')} {BicepText.Literal("./" + path)} =")
                // The name of the deployment: at most 64 characters, and one of its own for every rule.
                .Property("name", $"rule-{id}")
                .Open("params:")
                .Line("workspaceName: workspaceName")
                .Close()
                .Close();
        }

        return writer.ToUtf8();
    }
}
