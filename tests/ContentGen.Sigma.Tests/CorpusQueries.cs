using ContentGen.Core.Binding;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Sigma.Tests;

/// <summary>The queries of the community's rules and hunting queries.</summary>
internal static class CorpusQueries
{
    public static IReadOnlyList<(string Key, string Query, QueryEnvironment Environment)> All()
    {
        var found = new List<(string, string, QueryEnvironment)>();
        foreach (var folder in new[] { "rules", "hunting" })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(TestFolders.Shared, "corpus", folder), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var bag = new DiagnosticBag(new SourceText(file, File.ReadAllText(file)));
                if (YamlReader.Read(bag.Source, bag) is { } root && RuleBinder.Bind(root, bag)?.Query is { } query)
                {
                    found.Add((Path.GetRelativePath(Path.Combine(TestFolders.Shared, "corpus"), file), query.Text, QueryEnvironment.Sentinel));
                }
            }
        }

        return found;
    }
}
