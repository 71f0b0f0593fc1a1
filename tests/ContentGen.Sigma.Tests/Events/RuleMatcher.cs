using System.Text.Json.Nodes;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>
/// A Sigma rule on one event, written from the specification and from the YAML as another parser reads it: nothing of the converter's
/// is used here.
/// </summary>
internal sealed class RuleMatcher
{
    private readonly LogSourceName _source;
    private readonly Func<SigmaEvent, bool> _condition;

    public RuleMatcher(JsonObject document)
    {
        _source = LogSourceName.Of(document);
        var detection = document["detection"]!.AsObject();
        _condition = ConditionMatcher.Read((string)detection["condition"]!, detection.Where(d => d.Key != "condition").ToDictionary(d => d.Key, d => Search(d.Value!), StringComparer.Ordinal));
    }

    public bool Matches(SigmaEvent e) => e.Sources.Any(s => s.IsOf(_source)) && _condition(e);

    private static Func<SigmaEvent, bool> Search(JsonNode node)
    {
        if (node is JsonArray list)
        {
            var maps = list.Select(i => Search(i!)).ToList();
            return e => maps.Exists(m => m(e));
        }

        var items = node.AsObject().Select(i => new FieldMatcher(i.Key, i.Value)).ToList();
        return e => items.TrueForAll(i => i.Matches(e));
    }
}
