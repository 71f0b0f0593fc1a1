using ContentGen.Core.Content;
using ContentGen.Core.Yaml;

namespace ContentGen.Checks.Compilation;

/// <summary>What the other rules of a project, and its suppressions, ask of a rule; all that is read of one whose findings are known and which is only reported on.</summary>
internal static class SharedFacts
{
    /// <summary>The rule with these and nothing else.</summary>
    public static Rule Of(Rule rule) => new()
    {
        Source = rule.Source,
        Yaml = new YamlMapping(rule.Yaml.Span, []),
        Id = rule.Id,
        Name = rule.Name,
        Kind = rule.Kind,
        Environment = rule.Environment,
        Related = rule.Related,
        Supersedes = rule.Supersedes,
        Deprecated = rule.Deprecated,
        Suppressions = rule.Suppressions,
    };
}
