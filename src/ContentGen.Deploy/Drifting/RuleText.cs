using System.Text.Json.Nodes;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Deploy.Model;
using ContentGen.Emit;
using ContentGen.Emit.Model;

namespace ContentGen.Deploy.Drifting;

/// <summary>The text of the file of a rule or a hunting query, and what a workspace would get of it.</summary>
/// <param name="Source">The text.</param>
/// <param name="Root">Its tree.</param>
/// <param name="Canonical">The resource that it leads to, as it is compared.</param>
internal sealed record RuleText(SourceText Source, YamlMapping Root, CanonicalResource Canonical)
{
    /// <summary>Null when the text leads to no resource.</summary>
    public static RuleText? Read(string path, string text, RuleKind kind = RuleKind.Scheduled)
    {
        var file = RuleFile.Read(new SourceText(path, text), kind == RuleKind.Hunting);
        return file.Rule is { } rule && !file.Diagnostics.Any(d => d.Severity == Severity.Error) && FormOf(rule) is { } form ? new RuleText(file.Source, rule.Yaml, form) : null;
    }

    private static CanonicalResource? FormOf(Rule rule) => rule.Kind switch
    {
        RuleKind.Hunting => SavedSearchModel.CanEmit(rule) ? DesiredResource.Canonicalize(ResourceKind.HuntingQuery, ResourceJson.Of(SavedSearchModel.OfHunting(rule))) : null,
        _ => AlertRuleModel.CanEmit(rule) ? DesiredResource.Canonicalize(ResourceKind.AnalyticsRule, ResourceJson.Of(AlertRuleModel.Create(rule, EmitOptions.Default))) : null,
    };

    /// <summary>The value of a property; null when there is none.</summary>
    /// <param name="path">Names with '.' between them.</param>
    public JsonNode? At(string path)
    {
        JsonNode? node = Canonical.Properties;
        foreach (var name in path.Split('.'))
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }
}
