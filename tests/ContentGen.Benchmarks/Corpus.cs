using System.Text.Json;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Edits;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Benchmarks;

/// <summary>The queries of rule files in the form that the reference program takes.</summary>
internal static class Corpus
{
    public static int WriteQueries(IEnumerable<string> rules, string target)
    {
        var queries = rules.Select(QueryOf).OfType<string>().Select((q, i) => new Dictionary<string, string> { ["id"] = $"{i}", ["env"] = "sentinel", ["query"] = q }).ToList();
        File.WriteAllText(target, JsonSerializer.Serialize(queries));
        return queries.Count;
    }

    /// <summary>Rules with an id, a name and a comment in the query of their own, made from the sound ones of the corpus.</summary>
    /// <param name="corpus">The folder of the community's rules.</param>
    /// <param name="target">Where they go: 0.yaml, 1.yaml ...</param>
    /// <param name="count">How many.</param>
    /// <param name="number">What the first one is told apart by.</param>
    public static void WriteRules(string corpus, string target, int count, int number = 0)
    {
        _ = Directory.CreateDirectory(target);
        var sources = Directory.EnumerateFiles(corpus, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(p => new SourceText(p, SourceDecoder.TryDecode(File.ReadAllBytes(p)) ?? "")).ToList();
        for (int i = 0, next = 0; i < count; next++)
        {
            if (Variant(sources[next % sources.Count], number + i) is { } text)
            {
                File.WriteAllText(Path.Combine(target, $"{i++}.yaml"), text);
            }
        }
    }

    private static string? Variant(SourceText source, int number)
    {
        var id = new Guid(number, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1).ToString();
        var yaml = YamlReader.Read(source, new DiagnosticBag(source));
        var edits = new[] { Edit("id", id, whole: true), Edit("name", $"{number} ", whole: false), Edit("query", $"// {number}\n", whole: false) };
        return edits.Any(e => e is null) ? null : TextEdits.TryApply(source.Text, edits.OfType<TextEdit>());

        TextEdit? Edit(string key, string text, bool whole) => yaml?.Find(key)?.Value is YamlScalar scalar ? scalar.Edit(new TextSpan(0, whole ? scalar.Value.Length : 0), text) : null;
    }

    private static string? QueryOf(string path)
    {
        var source = new SourceText(path, SourceDecoder.TryDecode(File.ReadAllBytes(path)) ?? "");
        return YamlReader.Read(source, new DiagnosticBag(source))?.Find("query")?.Value is YamlScalar query ? query.Value : null;
    }
}
