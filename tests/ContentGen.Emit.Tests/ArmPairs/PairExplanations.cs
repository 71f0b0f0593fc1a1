using System.Text.Json.Nodes;

namespace ContentGen.Emit.Tests.ArmPairs;

/// <summary>Why a packager's resource may rightly differ from ours: rules by name, each as narrow as what it explains.</summary>
internal static class PairExplanations
{
    // When the packagers began to write a property; the api-versions sort by their dates.
    private static readonly Dictionary<string, string> Since = new(StringComparer.Ordinal)
    {
        ["entityMappings"] = "2021-03-01-preview", ["techniques"] = "2022-11-01-preview", ["subTechniques"] = "2022-11-01-preview", ["incidentConfiguration"] = "2022-04-01-preview",
    };

    // Edited after the packager or the exporter had taken it; the query stayed the same.
    private static readonly HashSet<string> Edited = ["0108 severity", "0654 techniques", "0657 techniques"];

    public static IReadOnlyDictionary<string, Func<PairDifference, bool>> All { get; } = new Dictionary<string, Func<PairDifference, bool>>(StringComparer.Ordinal)
    {
        ["metadata of the gallery, which no rule has"] = d => d.Property is "status" or "requiredDataConnectors" or "tags" && d.Ours is null,
        ["the gallery's own state: switched off, with a suppression of one hour, whatever the file says"] = d =>
            (d.Property == "enabled" && IsValue(d.Theirs, false)) || (d.Property == "suppressionDuration" && IsValue(d.Theirs, 3600d)),
        ["a property that the packager did not know yet"] = d => d.Theirs is null && Since.TryGetValue(d.Property, out var since) && string.CompareOrdinal(d.Pair.ApiVersion, since) < 0,
        ["a list of one without its list"] = d => d.Property is "entityMappings" or "sentinelEntitiesMappings" && d is { Ours: JsonArray { Count: 1 } list, Theirs: JsonObject } && JsonNode.DeepEquals(list[0], d.Theirs),
        ["a column that looks like an id, replaced by a variable"] = d => d.Property == "customDetails" && d is { Ours: JsonObject ours, Theirs: JsonObject theirs } && ours.Count == theirs.Count
            && ours.All(p => JsonNode.DeepEquals(p.Value, theirs[p.Key]) || (string?)theirs[p.Key] == $"[variables('_{IdOf((string)p.Value!)}')]"),
        ["tactics with a small letter"] = d => d.Property == "tactics" && string.Equals(d.Ours?.ToJsonString(), d.Theirs?.ToJsonString(), StringComparison.OrdinalIgnoreCase),
        ["quotes around the description: left where they are, or cut off with whatever the last character is"] = d => d.Property == "description"
            && d is { Ours: JsonValue ours, Theirs: JsonValue theirs } && ((string)theirs! == $"'{(string)ours!}'" || (string)theirs! == ((string)ours!)[1..^1]),
        ["the link of a rule in a workspace to its template"] = d => d.Property is "alertRuleTemplateName" or "templateVersion" && d.Ours is null && !d.Pair.IsTemplate,
        ["an NRT rule packaged as a scheduled one"] = d => d.Pair is { Kind: "NRT", TheirKind: "Scheduled" } && d.Property is "kind" or "queryFrequency" or "queryPeriod" or "triggerOperator" or "triggerThreshold",
        ["another revision of the file: the query is another one"] = d => d.Pair.IsOfAnotherRevision && d.Property is "query" or "description" or "severity" or "tactics" or "queryPeriod" or "alertDetailsOverride",
        ["edited later, seen by hand"] = d => Edited.Contains($"{d.Pair.Name} {d.Property}"),
    };

    // The packager's variables have no suffix of Log Analytics' custom columns.
    private static string IdOf(string column) => column.EndsWith("_s", StringComparison.Ordinal) ? column[..^2] : column;

    private static bool IsValue<T>(JsonNode? node, T value) => node is JsonValue found && found.TryGetValue<T>(out var seen) && EqualityComparer<T>.Default.Equals(seen, value);
}
