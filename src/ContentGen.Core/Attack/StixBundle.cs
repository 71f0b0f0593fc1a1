using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ContentGen.Core.Attack;

/// <summary>
/// MITRE's STIX 2.1 bundle of enterprise ATT&amp;CK (attack-stix-data, enterprise-attack.json) to the tables that the program reads.
/// Object types and properties as its USAGE document describes them; of the bundle nothing but ids, names and relations is kept.
/// </summary>
public static class StixBundle
{
    /// <summary>A bundle has some 50 MB; anything far beyond is none.</summary>
    public const long MostBytes = 256L << 20;

    private const string Source = "mitre-attack";

    /// <exception cref="FormatException">The text is no bundle of ATT&amp;CK enterprise, or does not say its version.</exception>
    public static AttackTables Read(Stream stream)
    {
        try
        {
            using var document = JsonDocument.Parse(stream);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("objects", out var objects) || objects.ValueKind != JsonValueKind.Array)
            {
                throw new FormatException("this is no STIX bundle: it has no list of objects");
            }

            var all = objects.EnumerateArray().Where(o => o.ValueKind == JsonValueKind.Object).ToList();
            var tables = new AttackTables(Version(all) + "\n", Techniques(all), Tactics(all));
            return tables.Read().Count > 0 ? tables : throw new FormatException("the bundle has no technique of ATT&CK enterprise");
        }
        catch (JsonException e)
        {
            throw new FormatException($"this is not valid JSON (line {e.LineNumber + 1})", e);
        }
    }

    private static int Version(List<JsonElement> objects)
    {
        var collection = objects.Where(o => Text(o, "type") == "x-mitre-collection").Select(o => Text(o, "x_mitre_version")).FirstOrDefault(v => v.Length > 0)
            ?? throw new FormatException("the bundle does not say its version: it has no x-mitre-collection");
        return int.TryParse(collection.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new FormatException($"'{collection}' is not a version of ATT&CK");
    }

    private static string Techniques(List<JsonElement> objects)
    {
        var patterns = objects.Where(o => Text(o, "type") == "attack-pattern" && Id(o).Length > 0).ToList();
        var ids = patterns.DistinctBy(o => Text(o, "id")).ToDictionary(o => Text(o, "id"), Id, StringComparer.Ordinal);
        var next = objects.Where(o => Text(o, "type") == "relationship" && Text(o, "relationship_type") == "revoked-by")
            .DistinctBy(o => Text(o, "source_ref")).ToDictionary(o => Text(o, "source_ref"), o => Text(o, "target_ref"), StringComparer.Ordinal);

        // The same id may stand for an object that was revoked and for the one that took it over: what is in force wins.
        var rows = patterns.OrderBy(Id, StringComparer.Ordinal).ThenBy(Status, StringComparer.Ordinal).DistinctBy(Id)
            .Select(o => Row(Id(o), Text(o, "name"), string.Join(';', Phases(o)), Status(o), Successor(o), string.Join(';', Words(o, "x_mitre_platforms")), Text(o, "x_mitre_version")));
        return Table("id\tname\ttactics\tstatus\trevoked_by\tplatforms\tversion", rows);

        string Successor(JsonElement pattern)
        {
            var at = Text(pattern, "id");
            for (var steps = 0; steps < 20 && next.TryGetValue(at, out var target); steps++)
            {
                at = target;
            }

            return Status(pattern) == "revoked" && ids.TryGetValue(at, out var id) && id != Id(pattern) ? id : "";
        }
    }

    private static string Tactics(List<JsonElement> objects) => Table(
        "id\tname\tshortname\tstatus",
        objects.Where(o => Text(o, "type") == "x-mitre-tactic" && Id(o).Length > 0).OrderBy(Id, StringComparer.Ordinal).ThenBy(Status, StringComparer.Ordinal).DistinctBy(Id)
            .Select(o => Row(Id(o), Text(o, "name"), Text(o, "x_mitre_shortname"), Status(o))));

    private static string Status(JsonElement o) => Flag(o, "revoked") ? "revoked" : Flag(o, "x_mitre_deprecated") ? "deprecated" : "active";

    private static bool Flag(JsonElement o, string name) => o.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static string Id(JsonElement o) => Items(o, "external_references").Where(r => Text(r, "source_name") == Source).Select(r => Text(r, "external_id")).FirstOrDefault("");

    private static IEnumerable<string> Phases(JsonElement o) =>
        Items(o, "kill_chain_phases").Where(p => Text(p, "kill_chain_name") == Source).Select(p => Text(p, "phase_name")).Order(StringComparer.Ordinal);

    private static IEnumerable<JsonElement> Items(JsonElement o, string name) =>
        o.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object) : [];

    private static IEnumerable<string> Words(JsonElement o, string name) =>
        o.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!) : [];

    private static string Text(JsonElement o, string name) => o.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static string Row(params ReadOnlySpan<string> cells) => string.Join('\t', [.. cells.ToArray().Select(c => c.ReplaceLineEndings(" ").Replace('\t', ' '))]);

    private static string Table(string head, IEnumerable<string> rows) => rows.Aggregate(new StringBuilder(head).Append('\n'), (text, row) => text.Append(row).Append('\n')).ToString();
}
