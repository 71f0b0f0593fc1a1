using System.Text.Json.Nodes;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>
/// Sequences of events around the thresholds of a rule's correlations: as many as needed, one fewer, one more; of one group or of two, of
/// equal or different values, close together or too far apart, with each kind of event missing, in this order or the other.
/// </summary>
internal sealed class Scenarios(IReadOnlyList<JsonObject> documents, IReadOnlyDictionary<JsonObject, RowMaker> makers, Random random)
{
    private const int Most = 60;

    private readonly List<JsonObject> _bases = [.. documents.Where(d => d["detection"] is not null)];
    private readonly List<JsonObject> _correlations = [.. documents.Select(d => d["correlation"]).OfType<JsonObject>()];

    public IEnumerable<IReadOnlyList<EventRow>> All()
    {
        var needed = _correlations.Select(c => c["condition"] as JsonObject).OfType<JsonObject>().SelectMany(c => c).Where(c => c.Key != "field").Select(c => (int)c.Value!).Append(1).Where(n => n is > 0 and <= Most).Max();
        for (var round = 0; round < 48; round++)
        {
            var count = new[] { needed, needed + 1, Math.Max(1, needed - 1), needed + 3, 1 }[round % 5];
            var (keys, values, isFar, missing) = (round % 3 == 2 ? 2 : 1, round % 4 == 3 ? 1 : count, round % 6 == 5, round % 7 == 6 ? random.Next(_bases.Count) : -1);
            var rows = new List<EventRow>();
            var seed = random.Next();
            for (var b = 0; b < _bases.Count; b++)
            {
                if (b == missing)
                {
                    continue;
                }

                for (var i = 0; i < (_bases.Count == 1 ? count : Math.Max(1, count / _bases.Count)); i++)
                {
                    var minutes = isFar ? random.Next(0, 20_000) : random.Next(1, 9);
                    var row = makers[_bases[b]].Positive(_bases[b], round % 2 == 0 ? new Random(seed) : null) with { Ago = TimeSpan.FromMinutes(minutes) + TimeSpan.FromMilliseconds(rows.Count) };
                    rows.Add(Fields(_bases[b], row, $"k{i % keys}", $"v{i % values}"));
                }
            }

            yield return rows;
        }
    }

    private EventRow Fields(JsonObject document, EventRow row, string key, string value)
    {
        var name = (string)document["name"]!;
        foreach (var correlation in _correlations.Where(c => c["rules"]!.AsArray().Any(r => (string)r! == name)))
        {
            foreach (var by in correlation["group-by"] as JsonArray ?? [])
            {
                var field = correlation["aliases"]?[(string)by!]?[name] is { } alias ? (string)alias! : (string)by!;
                row = Free(document, field) ? FieldColumns.Set(row, field, key) : row;
            }

            if (correlation["condition"]?["field"] is { } counted && Free(document, (string)counted!))
            {
                row = FieldColumns.Set(row, (string)counted!, value);
            }
        }

        return makers[document].Whole(row);
    }

    // What the rule asks of the field itself must stay.
    private static bool Free(JsonObject document, string field) => !document["detection"]!.AsObject().Where(d => d.Key.StartsWith("selection", StringComparison.Ordinal))
        .SelectMany(d => d.Value is JsonArray list ? list.SelectMany(i => i!.AsObject()) : d.Value!.AsObject()).Any(i => i.Key.Split('|')[0] == field);
}
