using System.Collections.Immutable;
using ContentGen.Core.Yaml;
using ContentGen.Sigma.Mapping;

namespace ContentGen.Sigma.Parsing;

/// <summary>A Sigma rule as read: its keys as they stand, its condition with every search identifier resolved.</summary>
internal sealed record SigmaRule(YamlMapping Yaml, LogSource LogSource, SigmaCondition Condition, ImmutableArray<string> Unused)
{
    public string? Text(string key) => Yaml.Find(key)?.Value is YamlScalar { IsNull: false } scalar ? scalar.Value : null;

    public ImmutableArray<string> List(string key) => Yaml.Find(key)?.Value switch
    {
        YamlScalar { IsNull: false } one => [one.Value],
        YamlSequence many => [.. many.Items.OfType<YamlScalar>().Select(s => s.Value)],
        _ => [],
    };
}
