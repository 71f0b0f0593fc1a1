using ContentGen.Cli.Content;
using ContentGen.Core.Content;
using Microsoft.Extensions.FileSystemGlobbing;

namespace ContentGen.Cli.Workspaces;

/// <summary>Which rules go to a workspace.</summary>
internal static class Selection
{
    public static bool Includes(WorkspaceSelection include, LoadedRule loaded, Rule rule)
    {
        var tagged = include.Tags.IsEmpty
            || include.Tags.Any(t => rule.Tags.Any(r => r.Value.Value == t.Value || (r.Name is { } name && $"{name}:{r.Value.Value}" == t.Value)));
        if (!tagged || include.Paths.IsEmpty)
        {
            return tagged;
        }

        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddIncludePatterns(include.Paths.Select(p => p.Value));
        return matcher.Match(loaded.Path.InProject).HasMatches;
    }
}
