using ContentGen.Cli.Content;
using ContentGen.Core.Content;
using Microsoft.Extensions.FileSystemGlobbing;

namespace ContentGen.Cli.Workspaces;

/// <summary>What goes to a workspace.</summary>
internal sealed class Selection
{
    private readonly WorkspaceSelection _include;
    private readonly Matcher? _paths;

    public Selection(WorkspaceSelection include)
    {
        _include = include;
        if (!include.Paths.IsEmpty)
        {
            _paths = new Matcher(StringComparison.Ordinal);
            _paths.AddIncludePatterns(include.Paths.Select(p => p.Value));
        }
    }

    /// <summary>Whether there is a workspace that gets both of two rules; without workspaces there may be one.</summary>
    public static Func<Rule, Rule, bool> Together(LoadedContent content)
    {
        var targets = content.Workspaces.Files.Select(f => f.Target).OfType<WorkspaceTarget>().Select(t => Gets(t, content)).ToList();
        return (a, b) => targets.Count == 0 || targets.Exists(gets => gets(a) && gets(b));
    }

    /// <summary>Whether a workspace gets a rule of the content.</summary>
    public static Func<Rule, bool> Gets(WorkspaceTarget target, LoadedContent content)
    {
        var selection = new Selection(target.Include);
        var loaded = content.Rules.ToDictionary(r => r.File.Source);
        return rule => loaded.TryGetValue(rule.Source, out var file) && selection.Includes(file, rule);
    }

    public bool Includes(LoadedRule loaded, Rule rule)
    {
        var tagged = _include.Tags.IsEmpty
            || _include.Tags.Any(t => rule.Tags.Any(r => r.Value.Value == t.Value || (r.Name is { } name && $"{name}:{r.Value.Value}" == t.Value)));
        return tagged && IncludesPath(loaded.Path.InProject);
    }

    /// <summary>Whether a function or a watchlist goes to a workspace although nothing there uses it. They have no tags: where tags choose, nothing does.</summary>
    public bool IncludesDeclared(string pathInProject) => _include.Tags.IsEmpty && IncludesPath(pathInProject);

    private bool IncludesPath(string pathInProject) => _paths?.Match(pathInProject).HasMatches ?? true;
}
