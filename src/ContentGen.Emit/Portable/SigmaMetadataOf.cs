using System.Text;
using ContentGen.Core.Attack;
using ContentGen.Core.Content;
using ContentGen.Emit.Model;
using ContentGen.Sigma.Conversion;

namespace ContentGen.Emit.Portable;

/// <summary>What a rule says of itself, in Sigma's words.</summary>
internal static class SigmaMetadataOf
{
    /// <param name="rule">The rule; it has an id and a name.</param>
    /// <param name="created">When its file came into being (YYYY-MM-DD), where that is known.</param>
    public static SigmaMetadata Create(Rule rule, string? created) => new()
    {
        Key = rule.Id!.Value,
        RelatedId = Guid.TryParseExact(rule.Id.Value, "D", out _) ? rule.Id.Value : null,
        Title = OneLine(rule.Name!.Value),
        Description = rule.Description is { } description ? WellFormedText.Of(description.Value) : null,
        Status = Status(rule),
        Level = Level(rule.Severity?.Value),
        Author = rule.Owner is { } owner ? OneLine(owner.Value) : null,
        Date = created,
        References = [.. rule.References.Select(r => OneLine(r.Value)).Where(r => !r.Contains("attack.mitre.org", StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal)],
        Tags = [.. Tags(rule).Distinct(StringComparer.Ordinal)],
        FalsePositives = [.. rule.FalsePositives.Select(f => f.Description).OfType<Core.Text.Located<string>>().Select(d => OneLine(d.Value)).Where(d => d.Length > 1).Distinct(StringComparer.Ordinal)],
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

    // Tactics by the short names of the ATT&CK data; what it does not know (ICS) has no tag that Sigma's validators take.
    private static IEnumerable<string> Tags(Rule rule)
    {
        var attack = AttackData.Current;
        foreach (var tactic in rule.Tactics.Select(t => ShortName(t.Value)).Where(t => attack.TacticName(t) is not null))
        {
            yield return "attack." + tactic;
        }

        foreach (var technique in rule.Techniques.Select(t => attack.Find(t.Value)).OfType<AttackTechnique>())
        {
            yield return "attack." + (technique.RevokedBy ?? technique.Id).ToLowerInvariant();
        }
    }

    // CommandAndControl as command-and-control.
    private static string ShortName(string tactic)
    {
        var text = new StringBuilder();
        foreach (var c in tactic.Where(c => c is not ' ' and not '-'))
        {
            _ = char.IsAsciiLetterUpper(c) && text.Length > 0 ? text.Append('-').Append(char.ToLowerInvariant(c)) : text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    private static string OneLine(string text) => WellFormedText.Of(text).ReplaceLineEndings(" ").Trim();
}
