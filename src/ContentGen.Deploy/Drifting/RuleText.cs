using System.Text.Json.Nodes;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Deploy.Model;
using ContentGen.Emit;
using ContentGen.Emit.Model;

namespace ContentGen.Deploy.Drifting;

/// <summary>The text of a rule's file, and what a workspace would get of it.</summary>
/// <param name="Source">The text.</param>
/// <param name="Root">Its tree.</param>
/// <param name="Canonical">The resource that it leads to, as it is compared.</param>
internal sealed record RuleText(SourceText Source, YamlMapping Root, CanonicalResource Canonical)
{
    /// <summary>Null when the text leads to no resource.</summary>
    public static RuleText? Read(string path, string text)
    {
        var file = RuleFile.Read(new SourceText(path, text));
        return file.Rule is { } rule && AlertRuleModel.CanEmit(rule) && !file.Diagnostics.Any(d => d.Severity == Severity.Error)
            ? new RuleText(file.Source, rule.Yaml, DesiredResource.Canonicalize(ResourceKind.AnalyticsRule, ResourceJson.Of(AlertRuleModel.Create(rule, EmitOptions.Default))))
            : null;
    }

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
