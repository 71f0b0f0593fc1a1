using System.Collections.Immutable;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Binding;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Watchlists;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Cli.Content;

/// <summary>Everything that a run reads: the rules that were asked for, what the project says of itself, its own tables, functions and watchlists, its workspaces.</summary>
internal sealed record LoadedContent(
    ImmutableArray<LoadedRule> Rules, ProjectFile Project, ContentSchemas Schemas, ImmutableArray<Diagnostic> SchemaDiagnostics, WorkspaceSet Workspaces)
{
    public static LoadedContent Load(ContentRoot? root, string current, IReadOnlyList<string> paths)
    {
        var rules = new ContentFinder(current, root).Find(paths).AsParallel().AsOrdered().Select(p => Read(p, root)).ToImmutableArray();
        var diagnostics = new List<Diagnostic>();
        var schemas = root is null ? ContentSchemas.Empty : Declared(root, current, diagnostics);
        return new LoadedContent(rules, ProjectFiles.Load(root, current), schemas, [.. diagnostics], root is null ? WorkspaceSet.Empty : WorkspaceFiles.Load(root, current));
    }

    /// <summary>The tables, functions and watchlists that the project declares.</summary>
    public static ContentSchemas Declared(ContentRoot root, string current, ICollection<Diagnostic> diagnostics) => ContentSchemas
        .Read([.. Sources(root, "schemas", current, diagnostics, ".kql"), .. Sources(root, "functions", current, diagnostics, ".kql")], diagnostics)
        .WithWatchlists(Watchlists(root, current, diagnostics), diagnostics);

    private static LoadedRule Read(RulePath path, ContentRoot? root)
    {
        var file = SourceReader.Read(path.FullPath, path.Display);
        var isInProject = root is not null && path.FullPath.StartsWith(root.Path + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        var rule = file.Problem is { } problem ? RuleFile.Unreadable(problem) : RuleFile.Read(file.Source) with { PathInProject = isInProject ? path.InProject : null };
        return new LoadedRule(path, file.Sha256, rule);
    }

    private static List<Watchlist> Watchlists(ContentRoot root, string current, ICollection<Diagnostic> diagnostics)
    {
        var watchlists = new List<Watchlist>();
        foreach (var source in Sources(root, "watchlists", current, diagnostics, ".csv", ".yaml", ".yml"))
        {
            var bag = new DiagnosticBag(source);
            watchlists.Add(WatchlistReader.Read(source, bag));
            foreach (var diagnostic in bag.Items)
            {
                diagnostics.Add(diagnostic);
            }
        }

        return watchlists;
    }

    private static List<SourceText> Sources(ContentRoot root, string folder, string current, ICollection<Diagnostic> diagnostics, params string[] extensions)
    {
        var sources = new List<SourceText>();
        var path = Path.Combine(root.Path, folder);
        var files = Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories) : [];
        foreach (var full in files.Where(f => extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))
        {
            var file = SourceReader.Read(full, DisplayPath.Of(full, current));
            if (file.Problem is { } problem)
            {
                diagnostics.Add(problem);
            }
            else
            {
                sources.Add(file.Source);
            }
        }

        return sources;
    }
}
