using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>An item of a detection, a field with its modifiers and values (specification 2.1 and its appendix on modifiers).</summary>
internal sealed class FieldMatcher
{
    private readonly string _field;
    private readonly HashSet<string> _modifiers;
    private readonly List<Func<string?, bool>> _values;

    public FieldMatcher(string key, JsonNode? value)
    {
        var parts = key.Split('|');
        (_field, _modifiers) = (parts[0], [.. parts[1..]]);
        _values = [.. (value is JsonArray list ? list.ToArray() : [value]).SelectMany(Dashes).SelectMany(Encoded).Select(Value)];
    }

    public bool Matches(SigmaEvent e)
    {
        var given = e.Fields.GetValueOrDefault(_field);
        var matches = _modifiers.Contains("all") ? _values.TrueForAll(v => v(given)) : _values.Exists(v => v(given));
        return matches != _modifiers.Contains("neq");
    }

    // windash: a dash or slash before a word may be any of the five.
    private IEnumerable<JsonNode?> Dashes(JsonNode? node) => _modifiers.Contains("windash") && node is JsonValue text && Regex.IsMatch((string)text!, @"\B[-/]\b")
        ? "-/\u2013\u2014\u2015".Select(d => (JsonNode?)Regex.Replace((string)text!, @"\B[-/]\b", d.ToString()))
        : [node];

    // base64offset: what stays the same in the encoding, whatever stands before and behind the text.
    private IEnumerable<JsonNode?> Encoded(JsonNode? node)
    {
        if (node is null || !_modifiers.Overlaps(["base64", "base64offset"]))
        {
            return [node];
        }

        var bytes = (_modifiers.Contains("wide") ? System.Text.Encoding.Unicode : System.Text.Encoding.UTF8).GetBytes((string)node!);
        return _modifiers.Contains("base64") ? [(JsonNode?)Convert.ToBase64String(bytes)] : Enumerable.Range(0, 3).Select(i => (JsonNode?)Common(Around(bytes, i, 0x00), Around(bytes, i, 0xff)));
    }

    private static string Around(byte[] bytes, int before, byte fill) => Convert.ToBase64String([.. Enumerable.Repeat(fill, before), .. bytes, .. Enumerable.Repeat(fill, 3 + (3 - ((bytes.Length + before) % 3)))]);

    private static string Common(string one, string other)
    {
        var start = Enumerable.Range(0, 4).First(i => one[i] == other[i]);
        var length = one[start..].Zip(other[start..]).TakeWhile(c => c.First == c.Second).Count();
        return one.Substring(start, length);
    }

    private Func<string?, bool> Value(JsonNode? node)
    {
        if (node is null)
        {
            return given => given is null;
        }

        var text = node.GetValueKind() == System.Text.Json.JsonValueKind.String ? (string)node! : node.ToJsonString();
        if (_modifiers.Contains("re"))
        {
            var options = RegexOptions.CultureInvariant | (_modifiers.Contains("i") ? RegexOptions.IgnoreCase : 0) | (_modifiers.Contains("m") ? RegexOptions.Multiline : 0)
                | (_modifiers.Contains("s") ? RegexOptions.Singleline : 0);
            var pattern = new Regex(text, options, TimeSpan.FromSeconds(2));
            return given => pattern.IsMatch(given ?? "");
        }

        if (_modifiers.Contains("expand"))
        {
            text = WatchlistRows.Listed;
        }

        if (_modifiers.Contains("exists"))
        {
            return given => (given is not null) == (text == "true");
        }

        if (_modifiers.Contains("cidr"))
        {
            var network = IPNetwork.Parse(text);
            return given => given is not null && Address(given) is { } address && network.Contains(address);
        }

        if (Order() is { } order)
        {
            var limit = double.Parse(text, CultureInfo.InvariantCulture);
            return given => double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && order(number, limit);
        }

        var contains = _modifiers.Contains("contains");
        var wanted = WildcardText.Read(text, contains || _modifiers.Contains("endswith"), contains || _modifiers.Contains("startswith"), _modifiers.Contains("cased"));
        return given => given is not null && wanted.Fits(given);
    }

    private Func<double, double, bool>? Order() =>
        _modifiers.Contains("lt") ? (a, b) => a < b
        : _modifiers.Contains("lte") ? (a, b) => a <= b
        : _modifiers.Contains("gt") ? (a, b) => a > b
        : _modifiers.Contains("gte") ? (a, b) => a >= b
        : null;

    // "1" is an address to .NET, but to nobody who writes rules.
    private static IPAddress? Address(string text) =>
        (text.Contains(':', StringComparison.Ordinal) || text.Count(c => c == '.') == 3) && IPAddress.TryParse(text, out var address) ? address : null;
}
