using ContentGen.Checks.Rules;
using ContentGen.Core.Attack;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Edits;
using ContentGen.Core.Yaml;

namespace ContentGen.Checks.Attack;

/// <summary>Tactics that ATT&amp;CK has and Sentinel's API has not: the rule says one thing, the workspace shows another.</summary>
internal sealed class Tactics : IRuleCheck
{
    public static readonly DiagnosticDescriptor NotInApi = new("CG2407", Severity.Warning, "Tactic that the API lacks", "Sentinel's API has no tactic {0}; the rule is deployed with {1}");

    public void Check(RuleContext context)
    {
        var written = context.Rule.Yaml.Find("tactics")?.Value switch { YamlSequence list => list.Items, YamlScalar one => [one], _ => [] };
        foreach (var scalar in written.OfType<YamlScalar>())
        {
            var word = scalar.Value.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Trim();
            var tactic = TacticNames.All.FirstOrDefault(t => t.Since is not null && t.Name.Replace(" ", "", StringComparison.Ordinal).Equals(word, StringComparison.OrdinalIgnoreCase));
            if (tactic is not null)
            {
                context.ReportFixable(NotInApi, scalar.Span, CodeFix.Of($"write '{tactic.Sentinel}'", scalar.Replace(tactic.Sentinel), isSuggestion: true), tactic.Name, tactic.Sentinel);
            }
        }
    }
}
