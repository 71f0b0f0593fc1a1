using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Emit.Model;

namespace ContentGen.Emit.Bicep;

/// <summary>
/// Bicep files: a resource of a workspace (what is Sentinel's extends it, a saved search is its child), and the file that takes many of those
/// as modules.
/// </summary>
public static class BicepFile
{
    private const string WorkspaceType = "Microsoft.OperationalInsights/workspaces";

    private const string WorkspaceApiVersion = "2023-09-01";

    public static ReadOnlyMemory<byte> Print(ContentResource resource) => Print(resource, []);

    /// <param name="resource">The resource; it has the parameters.</param>
    /// <param name="parameters">Properties whose values are parameters of the module; the resource's own values are the defaults.</param>
    public static ReadOnlyMemory<byte> Print(ContentResource resource, ImmutableArray<string> parameters)
    {
        var writer = new BicepWriter().Line("param workspaceName string");
        foreach (var (name, value) in resource.Properties.Properties.Where(p => parameters.Contains(p.Name)))
        {
            writer.Line().Assignment($"param {name} {TypeOf(value)} =", value);
        }

        _ = writer
            .Line()
            .Open($"resource workspace '{WorkspaceType}@{WorkspaceApiVersion}' existing =")
            .Line("name: workspaceName")
            .Close()
            .Line()
            .Open($"resource {BicepNames.Symbol(resource.Kind)} {BicepText.Literal($"{TypeOf(resource.Kind)}@{resource.ApiVersion}")} =")
            .Line(resource.IsSavedSearch ? "parent: workspace" : "scope: workspace")
            .Property("name", resource.Name);
        if (resource.Variant is not null)
        {
            writer.Property("kind", resource.Variant);
        }

        if (resource.IsSavedSearch)
        {
            // Without it, a saved search that is already there is a conflict (OperationalInsights' specification of etag).
            writer.Property("etag", "*");
        }

        writer.Open("properties:");
        foreach (var (name, value) in resource.Properties.Properties)
        {
            _ = parameters.Contains(name) ? writer.Line($"{name}: {name}") : writer.Property(name, value);
        }

        return writer.Close().Close().ToUtf8();
    }

    /// <summary>A file of parameters of such a module.</summary>
    /// <param name="module">The module's file, from the file of parameters.</param>
    /// <param name="workspaceName">The workspace that it is deployed to.</param>
    /// <param name="values">Values of the module's parameters.</param>
    public static ReadOnlyMemory<byte> PrintParameters(string module, string workspaceName, ImmutableArray<ResourceProperty> values)
    {
        var writer = new BicepWriter().Line($"using {BicepText.Literal(module)}").Line().Assignment("param workspaceName =", workspaceName);
        foreach (var (name, value) in values)
        {
            writer.Line().Assignment($"param {name} =", value);
        }

        return writer.ToUtf8();
    }

    private static string TypeOf(ResourceValue value) => value switch
    {
        IntegerValue => "int",
        BooleanValue => "bool",
        ListValue => "array",
        ObjectValue => "object",
        _ => "string",
    };

    /// <param name="modules">Resources and the path of each one's file, relative to this one and without './'. One waits for those among them that it depends on.</param>
    public static ReadOnlyMemory<byte> PrintMain(IReadOnlyCollection<(ContentResource Resource, string Path)> modules)
    {
        var writer = new BicepWriter().Line("param workspaceName string");
        var keys = modules.Select(m => m.Resource.Key).ToHashSet();
        foreach (var (resource, path) in modules)
        {
            _ = writer
                .Line()
                .Open($"module {BicepNames.Module(resource.Key)} {BicepText.Literal("./" + path)} =")
                .Property("name", BicepNames.Deployment(resource.Key))
                .Open("params:")
                .Line("workspaceName: workspaceName")
                .Close();
            var before = resource.DependsOn.Where(keys.Contains).ToList();
            if (before.Count > 0)
            {
                writer.Line("dependsOn: [").Indented(before.Select(BicepNames.Module)).Line("]");
            }

            _ = writer.Close();
        }

        return writer.ToUtf8();
    }

    private static string TypeOf(ContentKind kind) => kind switch
    {
        ContentKind.Rule => "Microsoft.SecurityInsights/alertRules",
        ContentKind.Watchlist => "Microsoft.SecurityInsights/watchlists",
        _ => $"{WorkspaceType}/savedSearches",
    };
}
