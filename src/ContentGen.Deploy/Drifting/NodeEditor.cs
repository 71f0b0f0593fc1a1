using System.Text.Json;
using System.Text.Json.Nodes;
using ContentGen.Core.Edits;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Deploy.Model;

namespace ContentGen.Deploy.Drifting;

/// <summary>
/// Single edits that bring a file nearer to the values of a resource. What is there stays where it is, with its comments; what is new comes
/// last; what is gone leaves with its own lines only. Every edit is for the text as it was read: apply it and read again.
/// </summary>
internal sealed class NodeEditor(SourceText source)
{
    private readonly YamlPlaces _places = new(source);

    /// <summary>The next edit towards that value of a property; null when none is needed, or none is possible.</summary>
    /// <param name="mapping">Where its key is or would be.</param>
    /// <param name="property">The resource's name of it.</param>
    /// <param name="value">Null: the key has to go.</param>
    public TextEdit? Next(YamlMapping mapping, string property, JsonNode? value)
    {
        var (name, alias) = RuleKey.Of(property);
        var entry = mapping.Find(name) ?? (alias is null ? null : mapping.Find(alias));
        return (entry?.Value, value) switch
        {
            (null, null) => null,
            (_, null) => _places.Remove(mapping, entry!),
            (null, _) => _places.Insert(mapping, property, value),
            // A key that holds nothing makes way for the same key with something.
            (YamlScalar { IsNull: true } or YamlSequence { Items.IsEmpty: true } or YamlMapping { Entries.IsEmpty: true }, JsonArray or JsonObject) => _places.Remove(mapping, entry!),
            (YamlScalar scalar, JsonValue wanted) => Scalar(scalar, property, wanted),
            (YamlMapping inner, JsonObject wanted) => wanted.Select(p => Next(inner, p.Key, p.Value)).FirstOrDefault(e => e is not null),
            (YamlSequence list, JsonArray wanted) => Items(list, property, wanted),
            _ => null,
        };
    }

    private TextEdit? Scalar(YamlScalar scalar, string property, JsonValue wanted)
    {
        if (RuleKey.Write(property, wanted, scalar.Value) is not { } text || text == scalar.Value.Trim())
        {
            return null;
        }

        // Blanks at the beginning of a query belong to it, and stay where they are.
        var lead = scalar.Value[..^scalar.Value.AsSpan().TrimStart().Length];
        return (text.StartsWith(lead, StringComparison.Ordinal) ? scalar.Replace(text[lead.Length..]) : null) ?? _places.Rewrite(scalar, text);
    }

    private TextEdit? Items(YamlSequence list, string property, JsonArray wanted)
    {
        var missing = wanted.Select(i => (Node: i!, Form: Form(property, i!))).ToList();
        var odd = new List<YamlNode>();
        foreach (var node in list.Items)
        {
            var form = Form(property, YamlJson.Of(node));
            if (missing.RemoveAll(m => m.Form == form) == 0)
            {
                odd.Add(node);
            }
        }

        return Counterpart(odd, property, [.. missing.Select(m => m.Node)]) ?? (odd, missing) switch
        {
            ([], []) => null,
            ([], _) => _places.Append(list, property, missing[0].Node),
            (_, []) => _places.Remove(list, odd[0]),
            ([YamlScalar scalar, ..], [(JsonValue value, _), ..]) => Scalar(scalar, property, value),
            // An entity makes way for another only after that is there: no list is left empty.
            _ => odd[0] is YamlMapping mapping && missing[0].Node is JsonObject wantedItem && property != "entityMappings"
                ? wantedItem.Select(p => Next(mapping, p.Key, p.Value)).FirstOrDefault(e => e is not null)
                : _places.Append(list, property, missing[0].Node),
        };
    }

    // An item that is about the same thing is changed in its place.
    private TextEdit? Counterpart(List<YamlNode> odd, string property, List<JsonNode> missing)
    {
        if (Identity(property) is not { } identity)
        {
            return null;
        }

        foreach (var mapping in odd.OfType<YamlMapping>())
        {
            var word = (mapping.Find(identity)?.Value as YamlScalar)?.Value.Trim();
            if (missing.OfType<JsonObject>().FirstOrDefault(m => string.Equals(m[identity]?.GetValue<string>(), word, StringComparison.OrdinalIgnoreCase)) is { } same
                && same.Select(p => Next(mapping, p.Key, p.Value)).FirstOrDefault(e => e is not null) is { } edit)
            {
                return edit;
            }
        }

        return null;
    }

    private static string? Identity(string property) => property switch
    {
        "entityMappings" => "entityType",
        "fieldMappings" => "identifier",
        "alertDynamicProperties" => "alertProperty",
        _ => null,
    };

    // Items that mean the same have the same form; the community writes 'Credential Access' where the service says CredentialAccess.
    private static string Form(string property, JsonNode item)
    {
        using var json = JsonDocument.Parse(item.ToJsonString());
        var text = CanonicalValue.Of(property, json.RootElement, KnownProperties.Names)?.ToJsonString() ?? "";
        return item is JsonValue ? text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant() : text;
    }
}
