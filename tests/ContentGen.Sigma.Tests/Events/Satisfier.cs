using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>A row whose event should satisfy a document: alternatives by chance, negations by leaving fields alone.</summary>
internal sealed class Satisfier
{
    private readonly JsonObject _detection;
    private readonly Random _random;
    private readonly Dictionary<string, List<(string Test, string Value)>> _wanted = new(StringComparer.Ordinal);
    private Queue<string> _words = [];

    private Satisfier(JsonObject detection, Random random) => (_detection, _random) = (detection, random);

    public static EventRow Satisfy(EventRow row, JsonObject document, Random random)
    {
        var satisfier = new Satisfier(document["detection"]!.AsObject(), random);
        satisfier._words = new Queue<string>(Regex.Matches((string)document["detection"]!["condition"]!, @"[()]|[^\s()]+").Select(m => m.Value));
        foreach (var name in satisfier.Or())
        {
            satisfier.Search(satisfier._detection[name]!);
        }

        return satisfier._wanted.Aggregate(row, (to, wanted) => FieldColumns.Set(to, wanted.Key, Value(wanted.Value)));
    }

    private List<string> Or()
    {
        var choices = new List<List<string>> { And() };
        while (Takes("or"))
        {
            choices.Add(And());
        }

        return choices[_random.Next(choices.Count)];
    }

    private List<string> And()
    {
        var all = Not();
        while (Takes("and"))
        {
            all.AddRange(Not());
        }

        return all;
    }

    private List<string> Not()
    {
        if (Takes("not"))
        {
            _ = Not();
            return [];
        }

        if (Takes("("))
        {
            var inner = Or();
            _ = Takes(")");
            return inner;
        }

        var word = _words.Dequeue();
        if (!Takes("of"))
        {
            return [word];
        }

        var pattern = _words.Dequeue();
        var named = _detection.Select(d => d.Key).Where(k => k != "condition" && (pattern == "them" || Regex.IsMatch(k, $"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}$"))).ToList();
        return word == "all" ? named : [named[_random.Next(named.Count)]];
    }

    private bool Takes(string word)
    {
        if (!_words.TryPeek(out var next) || next != word)
        {
            return false;
        }

        _ = _words.Dequeue();
        return true;
    }

    private void Search(JsonNode node)
    {
        if (node is JsonArray list)
        {
            Search(list[_random.Next(list.Count)]!);
            return;
        }

        foreach (var (key, value) in node.AsObject())
        {
            var parts = key.Split('|');
            var values = value is JsonArray many ? many.ToList() : [value];
            var chosen = parts.Contains("all") ? values : [values[_random.Next(values.Count)]];
            var test = parts.Skip(1).FirstOrDefault(m => m is "contains" or "startswith" or "endswith" or "re" or "cidr" or "lt" or "lte" or "gt" or "gte") ?? "";
            (_wanted.TryGetValue(parts[0], out var known) ? known : _wanted[parts[0]] = []).AddRange(chosen.Where(c => c is not null).Select(c => (test, Sample(test, c!.GetValueKind() == System.Text.Json.JsonValueKind.String ? (string)c! : c.ToJsonString()))));
        }
    }

    private string Sample(string test, string value) => test switch
    {
        _ when value.Length > 2 && value[0] == '%' && value[^1] == '%' => WatchlistRows.Listed,
        "re" => PatternSample.Of(value, _random) ?? "",
        "cidr" => Inside(value),
        "lt" or "gt" => (double.Parse(value, CultureInfo.InvariantCulture) + (test == "gt" ? 1 : -1)).ToString(CultureInfo.InvariantCulture),
        "lte" or "gte" => value,
        _ => Regex.Replace(value, @"\\([*?\\])|[*?]", m => m.Length == 2 ? m.Groups[1].Value : "w"),
    };

    private static string Inside(string network)
    {
        var bytes = IPNetwork.Parse(network).BaseAddress.GetAddressBytes();
        bytes[^1] |= 1;
        return new IPAddress(bytes).ToString();
    }

    private static string Value(List<(string Test, string Value)> wanted)
    {
        if (wanted.Find(w => w.Test is not ("contains" or "startswith" or "endswith" or "re")) is { Value: { } exact })
        {
            return exact;
        }

        var pattern = string.Join(' ', wanted.Where(w => w.Test == "re").Select(w => w.Value));
        var inner = string.Join(' ', wanted.Where(w => w.Test == "contains").Select(w => w.Value));
        return (wanted.Find(w => w.Test == "startswith").Value ?? "") + inner + pattern + (wanted.Find(w => w.Test == "endswith").Value ?? "");
    }
}
