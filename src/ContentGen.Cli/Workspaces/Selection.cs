using ContentGen.Cli.Content;
using ContentGen.Core.Content;
using Microsoft.Extensions.FileSystemGlobbing;

namespace ContentGen.Cli.Workspaces;

/// <summary>What goes to a workspace.</summary>
internal static class Selection
{
    /// <summary>Whether there is a workspace that gets both of two rules; without workspaces there may be one.</summary>
    public static Func<Rule, Rule, bool> Together(LoadedContent content)
    {
        var targets = content.Workspaces.Files.Select(f => f.Target).OfType<WorkspaceTarget>().ToList();
        return (a, b) => targets.Count == 0 || targets.Exists(t => Gets(t, content, a) && Gets(t, content, b));
    }

    /// <summary>Whether a workspace gets a rule of the content.</summary>
    public static bool Gets(WorkspaceTarget target, LoadedContent content, Rule rule) =>
        content.Rules.FirstOrDefault(r => r.File.Source == rule.Source) is { } loaded && Includes(target.Include, loaded, rule);

    public static bool Includes(WorkspaceSelection include, LoadedRule loaded, Rule rule)
    {
        var tagged = include.Tags.IsEmpty
            || include.Tags.Any(t => rule.Tags.Any(r => r.Value.Value == t.Value || (r.Name is { } name && $"{name}:{r.Value.Value}" == t.Value)));
        return tagged && IncludesPath(include, loaded.Path.InProject);
    }

    /// <summary>Whether a function or a watchlist goes to a workspace although nothing there uses it. They have no tags: where tags choose, nothing does.</summary>
    public static bool IncludesDeclared(WorkspaceSelection include, string pathInProject) => include.Tags.IsEmpty && IncludesPath(include, pathInProject);

    private static bool IncludesPath(WorkspaceSelection include, string pathInProject)
    {
        if (include.Paths.IsEmpty)
        {
            return true;
        }

        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddIncludePatterns(include.Paths.Select(p => p.Value));
        return matcher.Match(pathInProject).HasMatches;
    }
}
