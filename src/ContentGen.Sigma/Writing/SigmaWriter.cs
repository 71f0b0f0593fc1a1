using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ContentGen.Core.Yaml;
using ContentGen.Sigma.Conversion;
using ContentGen.Sigma.Mapping;

namespace ContentGen.Sigma.Writing;

/// <summary>Documents as YAML in the order and layout of SigmaHQ's rules: four blanks, single quotes, a single item not as a list.</summary>
internal static class SigmaWriter
{
    private const int MaxTitle = 256;

    public static string Print(SigmaDocument document, SigmaMetadata metadata, IEnumerable<string> header)
    {
        var text = new StringBuilder();
        Head(text, document.Title, document.Id, document.Name, metadata, header);
        Source(text, document.LogSource);
        _ = text.Append("detection:\n");
        foreach (var search in document.Searches)
        {
            Detection(text, search);
        }

        _ = text.Append("    condition: ").Append(document.Condition).Append('\n');
        Foot(text, document.Level, metadata);
        return text.ToString();
    }

    public static string Print(CorrelationDocument document, SigmaMetadata metadata, IEnumerable<string> header)
    {
        var text = new StringBuilder();
        Head(text, document.Title, document.Id, document.Name, metadata, header);
        _ = text.Append("correlation:\n    type: ").Append(document.Type).Append('\n');
        Items(text, 1, "rules", document.Rules);
        Items(text, 1, "group-by", document.GroupBy);
        _ = text.Append("    timespan: ").Append(document.Timespan).Append('\n');
        if (document.Aliases.Length > 0)
        {
            _ = text.Append("    aliases:\n");
            foreach (var (alias, fields) in document.Aliases)
            {
                _ = text.Append("        ").Append(alias).Append(":\n");
                foreach (var (rule, field) in fields)
                {
                    Entry(text, 3, rule, field);
                }
            }
        }

        if (document.Condition is { } condition)
        {
            _ = text.Append("    condition:\n");
            Entry(text, 2, "field", condition.Field);
            _ = text.Append(CultureInfo.InvariantCulture, $"        {condition.Operator}: {condition.Count}\n");
        }

        Foot(text, document.Level, metadata);
        return text.ToString();
    }

    public static string Print(FilterDocument document, SigmaMetadata metadata, IEnumerable<string> header)
    {
        var text = new StringBuilder();
        foreach (var line in header)
        {
            _ = text.Append("# ").Append(line).Append('\n');
        }

        Entry(text, 0, "title", document.Title.Length > MaxTitle ? document.Title[..MaxTitle] : document.Title);
        Entry(text, 0, "id", document.Id, isPlain: true);
        _ = text.Append("description: ").Append(YamlProse.Block(document.Description, 4)).Append('\n');
        Entry(text, 0, "date", metadata.Date, isPlain: true);
        Source(text, document.LogSource);
        _ = text.Append("filter:\n");
        Items(text, 1, "rules", document.Rules);
        foreach (var search in document.Searches)
        {
            Detection(text, search);
        }

        return text.Append("    condition: ").Append(document.Condition).Append('\n').ToString();
    }

    private static void Source(StringBuilder text, LogSource source)
    {
        _ = text.Append("logsource:\n");
        Entry(text, 1, "category", source.Category);
        Entry(text, 1, "product", source.Product);
        Entry(text, 1, "service", source.Service);
    }

    private static void Head(StringBuilder text, string title, string id, string? name, SigmaMetadata metadata, IEnumerable<string> header)
    {
        foreach (var line in header)
        {
            _ = text.Append("# ").Append(line).Append('\n');
        }

        Entry(text, 0, "title", title.Length > MaxTitle ? title[..MaxTitle] : title);
        Entry(text, 0, "id", id, isPlain: true);
        Entry(text, 0, "name", name);
        if (metadata.RelatedId is { } related)
        {
            _ = text.Append("related:\n    - id: ").Append(related).Append("\n      type: derived\n");
        }

        Entry(text, 0, "status", metadata.Status);
        _ = text.Append("description: ").Append(YamlProse.Block(Description(metadata), 4)).Append('\n');
        Items(text, 0, "references", metadata.References);
        Entry(text, 0, "author", metadata.Author);
        Entry(text, 0, "date", metadata.Date, isPlain: true);
        Entry(text, 0, "modified", metadata.Modified, isPlain: true);
        Items(text, 0, "tags", metadata.Tags);
    }

    // Shorter descriptions than this are taken for none by Sigma's validators.
    private static string Description(SigmaMetadata metadata) => metadata.Description?.Trim() is { Length: >= 16 } given ? given : $"Detects what the query {metadata.Title} finds.";

    private static void Foot(StringBuilder text, string level, SigmaMetadata metadata)
    {
        Items(text, 0, "falsepositives", metadata.FalsePositives.Length == 0 ? ["Unknown"] : metadata.FalsePositives);
        Entry(text, 0, "level", level);
    }

    private static void Detection(StringBuilder text, Search search)
    {
        _ = text.Append("    ").Append(search.Name).Append(":\n");
        foreach (var map in search.Maps)
        {
            for (var i = 0; i < map.Length; i++)
            {
                var isList = search.Maps.Length > 1;
                var indent = new string(' ', isList ? 10 : 8);
                _ = text.Append(isList && i == 0 ? "        - " : indent).Append(Key(map[i].Key)).Append(':');
                if (map[i].Values is [var single])
                {
                    _ = text.Append(' ').Append(Value(single)).Append('\n');
                    continue;
                }

                _ = text.Append('\n');
                foreach (var value in map[i].Values)
                {
                    _ = text.Append(indent).Append("    - ").Append(Value(value)).Append('\n');
                }
            }
        }
    }

    private static string Key(string key) => key.All(c => char.IsAsciiLetterOrDigit(c) || c is '|' or '_' or '.' or '-') && char.IsAsciiLetter(key[0]) ? key : YamlText.Quote(key);

    private static string Value(SigmaValue value) => value.Kind switch
    {
        SigmaValueKind.Null => "null",
        SigmaValueKind.Number => value.Text,
        SigmaValueKind.Raw => YamlText.Quote(value.Text),
        _ => YamlText.Quote(SigmaText.Escape(value.Text)),
    };

    private static void Items(StringBuilder text, int level, string key, ImmutableArray<string> items)
    {
        if (items.Length == 0 && key != "group-by")
        {
            return;
        }

        _ = text.Append(' ', level * 4).Append(key).Append(items.Length == 0 ? ": []\n" : ":\n");
        foreach (var item in items.Distinct(StringComparer.Ordinal))
        {
            _ = text.Append(' ', (level * 4) + 4).Append("- ").Append(YamlProse.Plain(item.ReplaceLineEndings(" "))).Append('\n');
        }
    }

    private static void Entry(StringBuilder text, int level, string key, string? value, bool isPlain = false)
    {
        if (value is not null)
        {
            _ = text.Append(' ', level * 4).Append(key).Append(": ").Append(isPlain ? value : YamlProse.Plain(value)).Append('\n');
        }
    }
}
