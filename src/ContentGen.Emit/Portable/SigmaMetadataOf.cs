using ContentGen.Core.Attack;
using ContentGen.Core.Content;
using ContentGen.Core.Yaml;
using ContentGen.Emit.Model;
using ContentGen.Sigma.Conversion;
using ContentGen.Sigma.Writing;

namespace ContentGen.Emit.Portable;

/// <summary>What a rule says of itself, in Sigma's words.</summary>
internal static class SigmaMetadataOf
{
    /// <param name="rule">The rule; it has an id and a name.</param>
    /// <param name="created">When its file came into being (YYYY-MM-DD), where that is known.</param>
    /// <param name="attack">The version of ATT&amp;CK that names tactics and techniques.</param>
    public static SigmaMetadata Create(Rule rule, string? created, AttackData attack) => new()
    {
        Key = rule.Id!.Value,
        RelatedId = Guid.TryParseExact(rule.Id.Value, "D", out _) ? rule.Id.Value : null,
        Title = SigmaTitle.Case(OneLine(rule.Name!.Value)),
        Description = rule.Description is { } description ? WellFormedText.Of(description.Value) : null,
        Status = Status(rule),
        Level = Level(rule.Severity?.Value),
        Author = rule.Owner is { } owner ? OneLine(owner.Value) : null,
        Date = created,
        References = [.. rule.References.Select(r => OneLine(r.Value)).Where(r => !r.Contains("attack.mitre.org", StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal)],
        Tags = [.. Tags(rule, attack).Distinct(StringComparer.Ordinal)],
        FalsePositives = [.. rule.FalsePositives.Select(f => f.Description).OfType<Core.Text.Located<string>>().Select(d => OneLine(d.Value)).Where(d => d.Length > 1).Select(Capital).Distinct(StringComparer.Ordinal)],
        Tunings = [.. rule.FalsePositives.Where(f => f.Tuning is { Parameter: not null } or { Exclude: not null }).Select(f => new SigmaTuning(f.Id.Value, f.Tuning!.Parameter?.Value, f.Tuning.Exclude?.Text))],
        Window = rule.QueryPeriod?.Value,
    };

    // A published rule has been tested; nobody has said that it is free of false positives.
    private static string Status(Rule rule) => rule.Deprecated is not null ? "deprecated"
        : string.Equals(rule.Status?.Value.Trim(), "Available", StringComparison.OrdinalIgnoreCase) ? "test" : "experimental";

    private static string Level(AlertSeverity? severity) => severity switch
    {
        AlertSeverity.High => "high",
        AlertSeverity.Low => "low",
        AlertSeverity.Informational => "informational",
        _ => "medium",
    };

    // Tactics by the words of the ATT&CK version at hand; what Sigma has no tag for (ICS) has none that its validators take.
    private static IEnumerable<string> Tags(Rule rule, AttackData attack)
    {
        var techniques = rule.Techniques.Select(t => attack.Find(t.Value)).OfType<AttackTechnique>().Select(t => t.RevokedBy is { } by ? attack.Find(by) ?? t : t).ToList();
        foreach (var tactic in Written(rule).SelectMany(t => Tactics(t, techniques, attack)))
        {
            yield return "attack." + tactic.Sigma;
        }

        foreach (var technique in techniques)
        {
            yield return "attack." + technique.Id.ToLowerInvariant();
        }
    }

    // As the file has them: the rule's model knows the words of Sentinel's API only, which lacks both halves of Defense Evasion.
    private static IEnumerable<string> Written(Rule rule) => (rule.Yaml.Find("tactics")?.Value switch
    {
        YamlSequence list => list.Items.OfType<YamlScalar>(),
        YamlScalar one => [one],
        _ => [],
    }).Select(s => s.Value);

    // From version 19 on Defense Evasion is two tactics: the rule's techniques say which, and where they do not it is the one that kept the id.
    private static List<TacticName> Tactics(string word, List<AttackTechnique> techniques, AttackData attack)
    {
        var plain = word.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Trim();
        var named = TacticNames.All.FirstOrDefault(t => t.Sigma is not null && t.IsIn(attack.Version) && t.Name.Replace(" ", "", StringComparison.Ordinal).Equals(plain, StringComparison.OrdinalIgnoreCase));
        var sentinel = TacticNames.All.FirstOrDefault(t => t.Name.Replace(" ", "", StringComparison.Ordinal).Equals(plain, StringComparison.OrdinalIgnoreCase))?.Sentinel ?? plain;
        List<TacticName> possible = named is not null ? [named] : [.. TacticNames.FromSentinel(sentinel, attack.Version).Where(t => t.Sigma is not null)];
        var decided = possible.Where(t => techniques.Exists(e => e.Tactics.Contains(t.Attack))).ToList();
        return possible.Count < 2 ? possible : decided.Count > 0 ? decided : possible[..1];
    }

    // As SigmaHQ's validators want it.
    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string OneLine(string text) => WellFormedText.Of(text).ReplaceLineEndings(" ").Trim();
}
