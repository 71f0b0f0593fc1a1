using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ContentGen.Core.Content;
using ContentGen.Core.Edits;
using ContentGen.Deploy.Planning;

namespace ContentGen.Deploy.Drifting;

/// <summary>
/// Edits made in a workspace, written back into the rule's file: only what changed, in the style in which the file is written; comments and
/// order stay. Every change counts only when the file, read again, leads to exactly what the workspace has; what has no such place in the
/// file is named for a person to do.
/// </summary>
/// <param name="Text">The new text of the file; null when nothing of it changes.</param>
/// <param name="Absorbed">Paths of the properties that were written.</param>
/// <param name="ByHand">Paths of those that were not.</param>
public sealed record Absorption(string? Text, ImmutableArray<string> Absorbed, ImmutableArray<string> ByHand)
{
    // Edits of one property: an item of a list each.
    private const int Steps = 500;

    /// <param name="rule">The rule as its file has it.</param>
    /// <param name="changes">From the content to the workspace.</param>
    public static Absorption Of(Rule rule, IEnumerable<PropertyChange> changes)
    {
        var (path, text) = (rule.Source.Path, rule.Source.Text);
        var (absorbed, byHand) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        foreach (var group in changes.GroupBy(c => c.Path is "techniques" or "subTechniques" ? "techniques" : c.Path, StringComparer.Ordinal))
        {
            var wanted = group.ToList();
            if (Edit(path, text, rule.Kind, wanted) is { } edited)
            {
                text = edited;
                absorbed.AddRange(wanted.Select(c => c.Path));
            }
            else
            {
                byHand.AddRange(wanted.Select(c => c.Path));
            }
        }

        return new Absorption(text == rule.Source.Text ? null : text, absorbed.ToImmutable(), byHand.ToImmutable());
    }

    // The text with one property changed, or with two that share a key; null when it cannot be.
    private static string? Edit(string path, string text, RuleKind kind, List<PropertyChange> wanted)
    {
        if (RuleText.Read(path, text, kind) is not { } before || wanted.Exists(c => !JsonNode.DeepEquals(before.At(c.Path), c.From) && !JsonNode.DeepEquals(before.At(c.Path), c.To)))
        {
            // What the workspace was given is not what the file says: something else made it.
            return null;
        }

        var rule = before;
        for (var step = 0; step < Steps; step++)
        {
            if (wanted.TrueForAll(c => JsonNode.DeepEquals(rule.At(c.Path), c.To)))
            {
                return Differences.Between(before.Canonical, rule.Canonical).All(d => wanted.Exists(c => IsAbout(c, d))) ? rule.Source.Text : null;
            }

            if (Next(rule, wanted) is not { } edit || TextEdits.TryApply(rule.Source.Text, [edit]) is not { } edited || RuleText.Read(path, edited, kind) is not { } next)
            {
                return null;
            }

            rule = next;
        }

        return null;
    }

    // A change may end up on a longer or a shorter path: a whole object that comes or goes.
    private static bool IsAbout(PropertyChange change, PropertyChange found) =>
        found.Path == change.Path || found.Path.StartsWith(change.Path + ".", StringComparison.Ordinal) || change.Path.StartsWith(found.Path + ".", StringComparison.Ordinal)
        // While suppression is off its duration is none of the resource's.
        || (change.Path == "suppressionEnabled" && found.Path == "suppressionDuration");

    private static TextEdit? Next(RuleText rule, List<PropertyChange> wanted)
    {
        var editor = new NodeEditor(rule.Source);
        var change = wanted[0];
        if (change.Path is "techniques" or "subTechniques")
        {
            return editor.Next(rule.Root, change.Path, Techniques(rule, wanted));
        }

        if (change is { Path: "tags", To: JsonArray tags })
        {
            return Tags(editor, rule, tags);
        }

        var names = change.Path.Split('.');
        // Switched off is said, not left out: whoever reads the file should see it.
        var value = change is { Path: "suppressionEnabled", To: null } ? JsonValue.Create(false) : change.To;
        for (var i = names.Length - 1; i > 0; i--)
        {
            value = value is null ? null : new JsonObject { [names[i]] = value.DeepClone() };
        }

        return value is null && names.Length > 1 ? Removal(editor, rule, names) : editor.Next(rule.Root, names[0], value);
    }

    // The tags of a hunting query hold what its file has keys for.
    private static TextEdit? Tags(NodeEditor editor, RuleText rule, JsonArray tags)
    {
        var values = tags.OfType<JsonObject>().ToLookup(t => t["name"]?.GetValue<string>() ?? "", t => t["value"]?.GetValue<string>() ?? "", StringComparer.Ordinal);
        var techniques = Words("techniques").Where(t => !Words("subTechniques").Any(s => s.StartsWith(t + ".", StringComparison.Ordinal))).Concat(Words("subTechniques"));
        return editor.Next(rule.Root, "description", values["description"].FirstOrDefault() is { } text ? JsonValue.Create(text) : null)
            ?? editor.Next(rule.Root, "tactics", List(Words("tactics")))
            ?? editor.Next(rule.Root, "techniques", List(techniques));

        IEnumerable<string> Words(string name) => values[name].SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

        static JsonArray? List(IEnumerable<string> words) => words.Any() ? new JsonArray([.. words.Select(w => JsonValue.Create(w))]) : null;
    }

    private static TextEdit? Removal(NodeEditor editor, RuleText rule, string[] names)
    {
        var mapping = rule.Root;
        foreach (var name in names[..^1])
        {
            if (mapping.Find(RuleKey.Of(name).Name)?.Value is not Core.Yaml.YamlMapping inner)
            {
                return null;
            }

            mapping = inner;
        }

        return editor.Next(mapping, names[^1], null);
    }

    // One list of the file for two of the service's: a sub-technique stands for its technique too.
    private static JsonArray? Techniques(RuleText rule, List<PropertyChange> wanted)
    {
        var techniques = Words("techniques");
        var subs = Words("subTechniques");
        var written = rule.Root.Find("relevantTechniques") ?? rule.Root.Find("techniques");
        var present = written?.Value is Core.Yaml.YamlSequence list ? list.Items.OfType<Core.Yaml.YamlScalar>().Select(s => s.Value.Trim().ToUpperInvariant()) : [];
        var all = techniques.Where(t => present.Contains(t) || !subs.Exists(s => s.StartsWith(t + ".", StringComparison.Ordinal))).Concat(subs).ToList();
        return all.Count == 0 ? null : new JsonArray([.. all.Select(t => JsonValue.Create(t))]);

        List<string> Words(string path) =>
            [.. ((wanted.Find(c => c.Path == path) is { } change ? change.To : rule.At(path)) as JsonArray ?? []).Select(w => w!.GetValue<string>())];
    }
}
