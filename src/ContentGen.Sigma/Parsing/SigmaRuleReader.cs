using System.Collections.Immutable;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;
using ContentGen.Sigma.Mapping;

namespace ContentGen.Sigma.Parsing;

/// <summary>Reads one Sigma detection document.</summary>
internal static class SigmaRuleReader
{
    /// <exception cref="SigmaSyntaxException">It is no Sigma rule, or uses what is refused.</exception>
    public static SigmaRule Read(string path, string text)
    {
        var bag = new DiagnosticBag(new SourceText(path, text));
        if (YamlReader.Read(bag.Source, bag) is not { } root || bag.Items.Any(d => d.Severity == Severity.Error))
        {
            throw new SigmaSyntaxException(bag.Items.Select(d => d.Message).FirstOrDefault() ?? "no YAML mapping");
        }

        var source = root.Find("logsource")?.Value as YamlMapping ?? throw new SigmaSyntaxException("a Sigma rule has 'logsource'");
        var detection = root.Find("detection")?.Value as YamlMapping ?? throw new SigmaSyntaxException("a Sigma rule has 'detection'");
        var searches = detection.Entries.Where(e => e.Key.Value is not ("condition" or "timeframe")).ToDictionary(e => e.Key.Value, e => Search(e.Value), StringComparer.Ordinal);
        var conditions = detection.Find("condition")?.Value switch
        {
            YamlScalar one => [one.Value],
            YamlSequence many => many.Items.OfType<YamlScalar>().Select(s => s.Value).ToArray(),
            _ => throw new SigmaSyntaxException("'detection' has 'condition'"),
        };
        var parsed = conditions.Select(c => ConditionParser.Parse(c, searches)).ToList();
        var used = parsed.SelectMany(p => p.Used).ToHashSet(StringComparer.Ordinal);
        return new SigmaRule(
            root,
            new LogSource(Word(source, "category"), Word(source, "product"), Word(source, "service")),
            parsed.Count == 1 ? parsed[0].Condition : new AnyOfThese([.. parsed.Select(p => p.Condition)]),
            [.. searches.Keys.Where(k => !used.Contains(k))]);
    }

    private static string? Word(YamlMapping source, string key) => (source.Find(key)?.Value as YamlScalar)?.Value;

    private static SigmaCondition Search(YamlNode node) => node switch
    {
        YamlMapping map => Map(map),
        YamlSequence list when list.Items.All(i => i is YamlScalar) => One([.. list.Items.Select(i => (SigmaCondition)new FieldTest(null, "keyword", ((YamlScalar)i).Value, "", false))], isAll: false),
        YamlSequence list => One([.. list.Items.Select(Search)], isAll: false),
        YamlScalar scalar => new FieldTest(null, "keyword", scalar.Value, "", false),
        _ => throw new SigmaSyntaxException("a search identifier is a map or a list"),
    };

    private static SigmaCondition Map(YamlMapping map) => One([.. map.Entries.Select(e => FieldTests.Read(e.Key.Value, e.Value))], isAll: true);

    private static SigmaCondition One(ImmutableArray<SigmaCondition> parts, bool isAll) => parts.Length switch
    {
        0 => throw new SigmaSyntaxException("a search identifier is empty"),
        1 => parts[0],
        _ => isAll ? new AllOfThese(parts) : new AnyOfThese(parts),
    };
}
