using System.Text.Json;
using ContentGen.Core.Diagnostics;
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

    private static string? QueryOf(string path)
    {
        var source = new SourceText(path, SourceDecoder.TryDecode(File.ReadAllBytes(path)) ?? "");
        return YamlReader.Read(source, new DiagnosticBag(source))?.Find("query")?.Value is YamlScalar query ? query.Value : null;
    }
}
