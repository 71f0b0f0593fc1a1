using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ContentGen.Deploy.Model;
using ContentGen.Deploy.Planning;
using ContentGen.Deploy.Service;

namespace ContentGen.Deploy.Applying;

/// <summary>One request to Resource Manager that writes many items.</summary>
/// <param name="Name">Of the deployment or stack.</param>
/// <param name="Path">Where it is put.</param>
/// <param name="ApiVersion">Of Microsoft.Resources.</param>
/// <param name="Items">What it writes, of the plan.</param>
/// <param name="Template">The template that does.</param>
/// <param name="Body">What is sent.</param>
internal sealed record ArmRequest(string Name, string Path, string ApiVersion, IReadOnlyList<PlanItem> Items, JsonObject Template, JsonObject Body)
{
    // Microsoft Learn, Azure Resource Manager limits: a template of 4 MB with 800 resources; the portal imports 50 rules from one.
    private const int ItemsInTemplate = 50;
    private const int ResourcesInStack = 800;
    private const int LargestTemplate = 4 * 1024 * 1024;

    /// <summary>Why Resource Manager would not take it; null: it would.</summary>
    public string? TooLarge =>
        PlanTemplate.ResourcesOf(Template) is var count && count > ResourcesInStack ? $"the stack has {count} resources, rules and marks together, and Resource Manager takes {ResourcesInStack}; use --mode template, or split the content by `include`"
        : Encoding.UTF8.GetByteCount(Body.ToJsonString()) is var bytes && bytes > LargestTemplate ? $"the template has {bytes / 1024} KB, and Resource Manager takes {LargestTemplate / 1024}; use --mode rest"
        : null;

    /// <summary>Template deployments of at most 50 items of one kind each, in the order of the kinds.</summary>
    public static IEnumerable<ArmRequest> Templates(IEnumerable<PlanItem> items, ResourcePaths paths, string planHash) => items
        .GroupBy(i => i.Kind).OrderBy(g => g.Key).SelectMany(g => g.Chunk(ItemsInTemplate))
        .Select((chunk, index) =>
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"contentgen-{planHash[..12]}-{index + 1}");
            var template = PlanTemplate.Create(chunk, paths.ApiVersion);
            var properties = Properties(template, paths.Workspace);
            properties["mode"] = "Incremental";
            return new ArmRequest(name, $"{Resources(paths)}/deployments/{name}", "2025-04-01", chunk, template, new JsonObject { ["properties"] = properties });
        });

    /// <summary>
    /// The stack of a project in a workspace: all that it has there, or what it no longer had would be let go of. What leaves the stack
    /// is detached; deleting is the plan's business.
    /// </summary>
    /// <param name="items">What the plan writes.</param>
    /// <param name="unchanged">What is there already and stays.</param>
    /// <param name="paths">Where the workspace is.</param>
    /// <param name="project">Whose stack it is.</param>
    public static ArmRequest Stack(IReadOnlyList<PlanItem> items, IEnumerable<PlanItem> unchanged, ResourcePaths paths, string project)
    {
        var name = StackName(project, paths.Workspace);
        var template = PlanTemplate.Create(items.Concat(unchanged).OrderBy(i => i.Kind).ThenBy(i => i.Id, StringComparer.Ordinal), paths.ApiVersion);
        var properties = Properties(template, paths.Workspace);
        properties["actionOnUnmanage"] = new JsonObject { ["resources"] = "detach", ["resourceGroups"] = "detach", ["managementGroups"] = "detach" };
        properties["denySettings"] = new JsonObject { ["mode"] = "none" };
        properties["description"] = $"What the content project {project} has in the workspace {paths.Workspace.WorkspaceName}.";
        return new ArmRequest(name, $"{Resources(paths)}/deploymentStacks/{name}", "2024-03-01", items, template, new JsonObject { ["properties"] = properties });
    }

    // At most 90 letters, digits and -_.(); names that were cut or changed are told apart by a hash.
    internal static string StackName(string project, WorkspaceAddress workspace)
    {
        var full = $"{project}-{workspace.WorkspaceName}".ToLowerInvariant();
        var plain = string.Concat(full.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(full)))[..8];
        return $"contentgen-{(plain.Length > 60 ? plain[..60] : plain)}-{hash}";
    }

    private static string Resources(ResourcePaths paths) => $"{paths.Workspace.ResourceGroupId}/providers/Microsoft.Resources";

    private static JsonObject Properties(JsonObject template, WorkspaceAddress workspace) => new()
    {
        ["template"] = template.DeepClone(),
        ["parameters"] = new JsonObject { ["workspace"] = new JsonObject { ["value"] = workspace.WorkspaceName } },
    };
}
