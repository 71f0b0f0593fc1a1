using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ContentGen.Sigma.Tests;

/// <summary>
/// What the schemas do not see: what pySigma's parser and each of its core validators refuse, said again here from their rules because
/// Python packages are not to be had where this is built. Faults of the files of one collection; each file is a list of documents.
/// </summary>
internal static class SigmaFaults
{
    private static readonly HashSet<string> Statuses = ["stable", "test", "experimental", "deprecated"];
    private static readonly HashSet<string> Levels = ["informational", "low", "medium", "high", "critical"];
    private static readonly HashSet<string> Namespaces = ["attack", "car", "cve", "d3fend", "detection", "stp", "tlp"];

    // What a namespace's names look like; TLP's words of both versions.
    private static readonly Dictionary<string, string> NamesOf = new(StringComparer.Ordinal)
    {
        ["car"] = @"\A\d{4}-\d{2}-\d{3}\z", ["cve"] = @"\A\d+-\d+\z", ["detection"] = @"\A(dfir|emerging-threats|threat-hunting)\z", ["stp"] = @"\A[1-5][auk]?\z", ["tlp"] = @"\A(clear|white|green|amber|amber-strict|red)\z",
    };

    private static readonly HashSet<string> Misspelt = ["realted", "relatde", "relted", "rlated", "reference"];
    private static readonly HashSet<string> Counts = ["event_count", "value_count", "value_sum", "value_avg", "value_percentile"];

    private static readonly Lazy<HashSet<string>> AttackTags = new(() =>
    [
        .. File.ReadLines(Path.Combine(TestFolders.Shared, "facts", "attack", "techniques.tsv")).Skip(1).Select(l => l.Split('\t')[0].ToLowerInvariant()),
        "reconnaissance", "resource-development", "initial-access", "execution", "persistence", "privilege-escalation", "defense-evasion", "credential-access", "discovery",
        "lateral-movement", "collection", "command-and-control", "exfiltration", "impact",
    ]);

    public static IReadOnlyList<string> Of(string yaml) => Of([yaml]);

    public static IReadOnlyList<string> Of(IEnumerable<string> yaml) => OfFiles(Judge.Sigma(yaml).Select(j => j["documents"]!.AsArray().Select(d => d!.AsObject()).ToList()));

    public static IReadOnlyList<string> OfFiles(IEnumerable<IReadOnlyList<JsonObject>> files)
    {
        var faults = new List<string>();
        var all = files.ToList();
        foreach (var key in new[] { "id", "title" })
        {
            faults.AddRange(all.SelectMany(f => f).GroupBy(d => d[key]?.ToString()).Where(g => g.Count() > 1).Select(g => $"the {key} '{g.Key}' is used {g.Count()} times"));
        }

        foreach (var file in all)
        {
            var names = file.SelectMany(d => new[] { d["name"]?.ToString(), d["id"]?.ToString() }).OfType<string>().ToHashSet();
            faults.AddRange(file.SelectMany(d => Head(d).Concat(d["correlation"] is JsonObject correlation ? Correlation(correlation, names) : d["filter"] is JsonObject filter ? Filter(d, filter) : Detection(d)).Select(f => $"{d["title"]}: {f}")));
        }

        return faults;
    }

    private static IEnumerable<string> Head(JsonObject document)
    {
        var isFilter = document["filter"] is not null;
        foreach (var key in new[] { "title", "id", "description", "date" }.Concat(isFilter ? [] : ["status", "level"]).Where(k => document[k]?.GetValueKind() != JsonValueKind.String))
        {
            yield return $"{key} is no text";
        }

        if (document["title"]?.ToString() is { } title && title.Length is 0 or > 256)
        {
            yield return "title of a wrong length";
        }

        if (!Guid.TryParseExact(document["id"]?.ToString(), "D", out _))
        {
            yield return "id is no UUID";
        }

        if (!isFilter && (!Statuses.Contains(document["status"]?.ToString() ?? "") || !Levels.Contains(document["level"]?.ToString() ?? "")))
        {
            yield return "status or level is none";
        }

        foreach (var key in new[] { "date", "modified" }.Where(k => document[k] is { } date && !DateOnly.TryParseExact(date.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)))
        {
            yield return $"{key} is no date";
        }

        if (document["modified"] is { } modified && string.CompareOrdinal(modified.ToString(), document["date"]?.ToString()) <= 0)
        {
            yield return "modified is not after date";
        }

        foreach (var one in (document["falsepositives"] as JsonArray ?? []).Select(f => f?.ToString() ?? "").Where(f => f.Length == 0 || char.IsLower(f[0])))
        {
            yield return $"the false positive '{one}' does not begin with a capital";
        }

        foreach (var link in (document["references"] as JsonArray ?? []).Select(r => r?.ToString() ?? "").Where(r => r.StartsWith("https://attack.mitre.org/", StringComparison.Ordinal)))
        {
            yield return $"the reference {link} is a tag";
        }

        if (document["description"]?.ToString().Length < 16)
        {
            yield return "description is too short";
        }

        foreach (var key in new[] { "references", "tags", "falsepositives" }.Where(k => document[k] is not null))
        {
            var items = document[key] is JsonArray list ? list.Select(i => i?.ToString()).ToList() : [null, null];
            if (items.Contains(null) || items.Distinct().Count() < items.Count)
            {
                yield return $"{key} is no list of different texts";
            }
        }

        foreach (var tag in (document["tags"] as JsonArray ?? []).Select(t => t!.ToString()))
        {
            var (space, inSpace) = (tag.Split('.')[0], tag[(tag.IndexOf('.', StringComparison.Ordinal) + 1)..]);
            if (!Regex.IsMatch(tag, @"\A[a-z0-9\-_]+\.[a-z0-9\-_.]+\z") || !Namespaces.Contains(space) || (NamesOf.TryGetValue(space, out var pattern) && !Regex.IsMatch(inSpace, pattern)) || (tag.StartsWith("attack.", StringComparison.Ordinal) && !AttackTags.Value.Contains(tag[7..])))
            {
                yield return $"tag {tag}";
            }
        }

        foreach (var related in document["related"] as JsonArray ?? [])
        {
            if (!Guid.TryParse(related!["id"]?.ToString(), out _) || related["type"]?.ToString() is not ("derived" or "obsolete" or "merged" or "renamed" or "similar"))
            {
                yield return "related is wrong";
            }
        }

        foreach (var key in document.Select(d => d.Key).Where(Misspelt.Contains))
        {
            yield return $"the key {key}";
        }

        if (document["name"] is { } name && !Regex.IsMatch(name.ToString(), @"\A[A-Za-z_][A-Za-z0-9_]*\z"))
        {
            yield return $"the name {name}";
        }
    }

    private static IEnumerable<string> Correlation(JsonObject correlation, HashSet<string> names)
    {
        var type = correlation["type"]?.ToString() ?? "";
        var isCount = Counts.Contains(type);
        if (!isCount && type is not ("temporal" or "temporal_ordered"))
        {
            yield return $"no correlation is called '{type}'";
        }

        foreach (var rule in (correlation["rules"] as JsonArray ?? []).Select(r => r!.ToString()).DefaultIfEmpty("").Where(r => !names.Contains(r)))
        {
            yield return $"the correlation refers to '{rule}'";
        }

        foreach (var rule in (correlation["aliases"] as JsonObject ?? []).SelectMany(a => a.Value!.AsObject()).Where(r => !names.Contains(r.Key) || r.Value?.GetValueKind() != JsonValueKind.String))
        {
            yield return $"an alias refers to '{rule.Key}'";
        }

        if (!Regex.IsMatch(correlation["timespan"]?.ToString() ?? "", @"\A[1-9][0-9]*[smhdwMy]\z"))
        {
            yield return "no timespan";
        }

        if (type.StartsWith("temporal", StringComparison.Ordinal) && (correlation["rules"] as JsonArray)?.Count < 2)
        {
            yield return "nothing comes together with one rule alone";
        }

        if (correlation["group-by"] is { } by && by is not JsonArray)
        {
            yield return "group-by is no list";
        }

        var condition = correlation["condition"] as JsonObject;
        if ((isCount || condition is not null) && condition?.Count(c => c.Key is "gt" or "gte" or "lt" or "lte" or "eq" or "neq" && c.Value?.GetValueKind() == JsonValueKind.Number) != 1)
        {
            yield return "the correlation's condition is no number and one comparison";
        }

        if (type.StartsWith("value_", StringComparison.Ordinal) && condition?["field"] is null)
        {
            yield return "values of no field are counted";
        }
    }

    private static IEnumerable<string> Filter(JsonObject document, JsonObject filter)
    {
        if (filter["rules"] is not JsonArray { Count: > 0 })
        {
            yield return "the filter is for no rule";
        }

        foreach (var fault in Detection(new JsonObject
        {
            ["logsource"] = document["logsource"]?.DeepClone(),
            ["detection"] = new JsonObject(filter.Where(f => f.Key != "rules").Select(f => KeyValuePair.Create(f.Key, f.Value?.DeepClone()))),
        }))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> Detection(JsonObject document)
    {
        var source = document["logsource"] as JsonObject ?? [];
        if (source.Count == 0 || source.Any(s => s.Key is not ("category" or "product" or "service" or "definition") || s.Value?.GetValueKind() != JsonValueKind.String))
        {
            yield return "the log source is wrong";
        }

        // A category stands for itself; a service is one of a product.
        if (source["service"] is not null && (source["category"] is not null || source["product"] is null))
        {
            yield return "the log source's words do not go together";
        }

        var detection = document["detection"] as JsonObject ?? [];
        var searches = detection.Where(d => d.Key != "condition").ToList();
        var condition = detection["condition"]?.ToString() ?? "";
        var used = new HashSet<string>();
        foreach (var (fault, names) in Names(condition, [.. searches.Select(s => s.Key)]))
        {
            used.UnionWith(names);
            if (fault is not null)
            {
                yield return fault;
            }
        }

        foreach (var unused in searches.Select(s => s.Key).Where(k => !used.Contains(k)))
        {
            yield return $"'{unused}' is not used";
        }

        // Not and or at its beginning would be read as the operator.
        foreach (var odd in searches.Select(s => s.Key).Where(k => !Regex.IsMatch(k, @"\A(selection|filter)[A-Za-z0-9_]*\z")))
        {
            yield return $"the search identifier '{odd}'";
        }

        foreach (var item in searches.SelectMany(s => Items(s.Value)))
        {
            foreach (var fault in item.Value is null && item.Key.Length == 0 ? ["a search without a field"] : SigmaItemFaults.Of(item.Key, item.Value, source))
            {
                yield return $"{item.Key}: {fault}";
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Items(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } map => map,
        JsonArray { Count: > 0 } list => list.SelectMany(Items),
        _ => [KeyValuePair.Create("", (JsonNode?)null)],
    };

    private static IEnumerable<(string? Fault, IEnumerable<string> Names)> Names(string condition, string[] defined)
    {
        var words = Regex.Matches(condition, @"[()]|[^\s()]+").Select(m => m.Value).ToList();
        if (Regex.IsMatch(condition, @"\|") || Regex.IsMatch(condition, @"all\s+of\s+them") || (condition.Contains("them", StringComparison.Ordinal) && defined.Length == 1))
        {
            yield return ($"the condition '{condition}'", []);
        }

        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] is "and" or "or" or "not" or "(" or ")")
            {
                continue;
            }

            if (i + 2 < words.Count && words[i + 1] == "of" && words[i] is "1" or "all" or "any")
            {
                // As pySigma reads it: the pattern is a beginning, and names with an underscore in front are left out.
                var wanted = new Regex("\\A" + (words[i + 2] == "them" ? "" : Regex.Escape(words[i + 2]).Replace(@"\*", ".*", StringComparison.Ordinal)));
                var named = defined.Where(d => wanted.IsMatch(d) && d[0] != '_').ToList();
                yield return (named.Count < (words[i + 2].StartsWith("filter", StringComparison.Ordinal) ? 1 : 2) ? $"'{words[i + 2]}' stands for {named.Count} searches" : null, named);
                i += 2;
                continue;
            }

            yield return (defined.Contains(words[i]) ? null : $"the condition names '{words[i]}'", [words[i]]);
        }

        Func<Events.SigmaEvent, bool>? read = null;
        string? wrong = null;
        try
        {
            read = Events.ConditionMatcher.Read(condition, defined.ToDictionary(d => d, _ => (Func<Events.SigmaEvent, bool>)(_ => true)));
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or KeyNotFoundException)
        {
            wrong = e.Message;
        }

        yield return (read is null ? wrong : null, []);
    }
}
