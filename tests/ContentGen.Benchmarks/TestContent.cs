using System.Text.RegularExpressions;

namespace ContentGen.Benchmarks;

/// <summary>A folder of rules with tests: copies of those in content/, each with an id and a name of its own.</summary>
internal static partial class TestContent
{
    /// <summary>Writes copies until there are so many tests. Returns how many rules and tests that made.</summary>
    public static (int Rules, int Tests) Write(string content, string target, int leastTests)
    {
        _ = Directory.CreateDirectory(target);
        var sources = Directory.EnumerateFiles(Path.Combine(content, "rules"), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();
        var (rules, tests) = (0, 0);
        for (; tests < leastTests; rules++)
        {
            var source = sources[rules % sources.Count];
            var id = new Guid(rules, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 2);
            // A comment of its own in the query: no two rules share an analysis.
            var text = Query().Replace(Name().Replace(Id().Replace(source, $"id: {id}", 1), $"name: {rules} ", 1), $"query: |\n  // {rules}\n", 1);
            File.WriteAllText(Path.Combine(target, $"{rules}.yaml"), text);
            tests += Test().Count(text);
        }

        return (rules, tests);
    }

    [GeneratedRegex("^id: .*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex("^name: ", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex("^query: \\|\\n", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Query();

    [GeneratedRegex("^    expects: ", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Test();
}
