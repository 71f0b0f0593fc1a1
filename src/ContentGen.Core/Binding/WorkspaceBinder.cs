using System.Text.RegularExpressions;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Binding;

/// <summary>YAML tree to <see cref="WorkspaceTarget"/>: every key with its place, all findings of the file in one pass.</summary>
public static partial class WorkspaceBinder
{
    public static WorkspaceTarget Bind(YamlMapping root, DiagnosticBag diagnostics)
    {
        var reader = new MappingReader(root, "the workspace", diagnostics);
        var target = new WorkspaceTarget
        {
            Source = diagnostics.Source,
            Yaml = root,
            Name = reader.FilledText("name") ?? new Located<string>(Path.GetFileNameWithoutExtension(diagnostics.Source.Path), default),
            SubscriptionId = reader.Identifier("subscriptionId"),
            // Microsoft Learn, Resource naming rules: resource groups.
            ResourceGroup = Named(reader.FilledText("resourceGroup"), ResourceGroupName(), "resource group", "1 to 90 letters, digits and -_.() that do not end in a full stop"),
            // The pattern of the workspaceName parameter in SecurityInsights' specification.
            WorkspaceName = Named(reader.FilledText("workspaceName"), LogAnalyticsName(), "workspace name", "letters, digits and hyphens, at most 90, a letter or digit at both ends"),
            WorkspaceId = reader.Identifier("workspaceId"),
            Cloud = CloudBinder.Bind(reader),
            ApiVersion = Version(reader.FilledText("apiVersion")),
            Include = reader.Mapping("include") is { } include ? Selection(reader.Inner(include, "include")) : WorkspaceSelection.Everything,
            Prune = reader.OneOf("prune", Vocabularies.Prune)?.Value ?? PrunePolicy.Keep,
            MissingTables = reader.OneOf("missingTables", Vocabularies.MissingTables)?.Value ?? MissingTablesPolicy.Fail,
            After = reader.Texts("after"),
            Overrides = OverlayBinder.Overrides(reader),
            Exclusions = [.. reader.Mappings("exclusions").Select(m => OverlayBinder.Exclusion(reader.Inner(m, "an exclusion"))).OfType<WorkspaceExclusion>()],
        };
        reader.Require("subscriptionId", "resourceGroup", "workspaceName");
        reader.Finish();
        return target;

        Located<string>? Named(Located<string>? text, Regex pattern, string noun, string rule)
        {
            if (text is null || pattern.IsMatch(text.Value))
            {
                return text;
            }

            diagnostics.Add(WorkspaceDescriptors.NotAName, text.Span, text.Value, noun, rule);
            return null;
        }

        Located<string>? Version(Located<string>? text)
        {
            if (text is null || ApiVersion().IsMatch(text.Value))
            {
                return text;
            }

            diagnostics.Add(WorkspaceDescriptors.NotAnApiVersion, text.Span, text.Value);
            return null;
        }
    }

    private static WorkspaceSelection Selection(MappingReader reader)
    {
        var selection = new WorkspaceSelection(reader.Texts("paths"), reader.Texts("tags"));

        // With a misspelt key everything would go there.
        reader.Finish(WorkspaceDescriptors.UnknownOverlayKey);
        return selection;
    }

    [GeneratedRegex(@"\A[\p{L}\p{Nd}_().-]{0,89}[\p{L}\p{Nd}_()-]\z", RegexOptions.CultureInvariant)]
    private static partial Regex ResourceGroupName();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9-]{1,88}[A-Za-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex LogAnalyticsName();

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}(-preview)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex ApiVersion();
}
