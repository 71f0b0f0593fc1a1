using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ContentGen.Core.Content;
using ContentGen.Core.Entities;

namespace ContentGen.Detection.Alerts;

/// <summary>
/// The entities that the mappings find in an alert's rows. Empty values identify nothing; an entity needs one of the sets of identifiers that
/// its type requires; names of accounts that exist everywhere are dropped (https://learn.microsoft.com/azure/sentinel/entities-reference).
/// </summary>
internal static class AlertEntities
{
    private static readonly HashSet<string> NamesOfNobody = new(StringComparer.OrdinalIgnoreCase)
    {
        "ADMIN", "ADMINISTRATOR", "SYSTEM", "ROOT", "ANONYMOUS", "AUTHENTICATED USER", "NETWORK", "NULL", "LOCAL SYSTEM", "LOCALSYSTEM", "NETWORK SERVICE",
    };

    public static ImmutableArray<Entity> Of(Rule rule, AlertCells cells)
    {
        var mappings = rule.EntityMappings.Length + rule.SentinelEntities.Length;
        if (mappings == 0)
        {
            return [];
        }

        var share = AlertLimits.Entities / mappings;
        var mapped = rule.EntityMappings.SelectMany(m => Distinct(cells.Rows.Select(r => Entity(m, cells, r)), share));
        var earlier = rule.SentinelEntities.SelectMany(c => Distinct(cells.All(c.Value).SelectMany(Listed), share));
        return Within(Distinct(mapped.Concat(earlier), AlertLimits.Entities), AlertLimits.EntityBytes);
    }

    private static IEnumerable<Entity> Distinct(IEnumerable<Entity?> entities, int most) => entities.OfType<Entity>().DistinctBy(e => e.Key).Take(most);

    private static Entity? Entity(EntityMapping mapping, AlertCells cells, int row)
    {
        var identifiers = mapping.FieldMappings.Select(f => KeyValuePair.Create(f.Identifier.Value, cells.Of(row, f.ColumnName.Value)))
            .Where(f => f.Value.Length > 0).DistinctBy(f => f.Key).ToImmutableSortedDictionary(StringComparer.Ordinal);
        var type = EntityTypes.Find(mapping.EntityType.Value);
        var isNamed = type is null ? identifiers.Count > 0 : type.Required.Any(set => set.All(identifiers.ContainsKey));
        var isNobody = mapping.EntityType.Value == "Account" && identifiers.TryGetValue("Name", out var name) && NamesOfNobody.Contains(name.Trim());
        return isNamed && !isNobody ? new Entity(mapping.EntityType.Value, identifiers) : null;
    }

    // The Entities column of SecurityAlert: a JSON list of objects with a Type.
    private static IEnumerable<Entity> Listed(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind != JsonValueKind.Array ? [] : [.. document.RootElement.EnumerateArray()
                .Where(e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty("Type", out var type) && type.ValueKind == JsonValueKind.String)
                .Select(e => new Entity(Type(e.GetProperty("Type").GetString()!), e.EnumerateObject()
                    .Where(p => p.Name is not "Type" && !p.Name.StartsWith('$') && p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
                    .DistinctBy(p => p.Name).ToImmutableSortedDictionary(p => p.Name, p => p.Value.ToString(), StringComparer.Ordinal)))];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    // Alerts write host, ip, filehash.
    private static string Type(string written) =>
        EntityTypes.All.FirstOrDefault(t => t.Name.Equals(written.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))?.Name ?? written;

    private static ImmutableArray<Entity> Within(IEnumerable<Entity> entities, int bytes)
    {
        var kept = ImmutableArray.CreateBuilder<Entity>();
        foreach (var entity in entities)
        {
            if ((bytes -= Encoding.UTF8.GetByteCount(entity.Key)) < 0)
            {
                break;
            }

            kept.Add(entity);
        }

        return kept.ToImmutable();
    }
}
