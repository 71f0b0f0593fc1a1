using ContentGen.Checks.Overlays;
using ContentGen.Cli.Content;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
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

    /// <summary>Patterns and tags that take nothing of the whole content.</summary>
    public static IEnumerable<Diagnostic> Idle(WorkspaceTarget target, LoadedContent content)
    {
        string[] files = [.. content.Files.Select(f => f.Path.InProject), .. content.Origins.Values.Select(o => o.InProject)];
        foreach (var pattern in target.Include.Paths.Where(p => !new Matcher(StringComparison.Ordinal).AddInclude(p.Value).Match(files).HasMatches))
        {
            yield return Finding(target, pattern, "no file of the content is matched by", "; paths begin below the content folder, as in rules/**");
        }

        // A rule that cannot be read may have any tag.
        var rules = content.Files.Select(f => f.File.Rule).ToList();
        var tags = rules.OfType<Rule>().SelectMany(r => r.Tags).SelectMany(t => t.Name is { } name ? [t.Value.Value, $"{name}:{t.Value.Value}"] : new[] { t.Value.Value }).ToHashSet(StringComparer.Ordinal);
        foreach (var tag in rules.Contains(null) ? [] : target.Include.Tags.Where(t => !tags.Contains(t.Value)))
        {
            yield return Finding(target, tag, "no rule has the tag", NearestName.Hint(tag.Value, tags));
        }
    }

    private static Diagnostic Finding(WorkspaceTarget target, Located<string> at, string what, string hint) =>
        new(OverlayDescriptors.Idle.Code, OverlayDescriptors.Idle.Severity, OverlayDescriptors.Idle.Format(what, at.Value, hint), target.Source, at.Span);

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
