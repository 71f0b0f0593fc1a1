using System.Collections.Immutable;
using ContentGen.Checks.Compilation;
using ContentGen.Core.Binding;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Cli.Content;

/// <summary>Everything that a run reads: the rules and hunting queries that were asked for, what the project says of itself, its own tables, functions and watchlists, its workspaces.</summary>
internal sealed record LoadedContent(ImmutableArray<LoadedRule> Rules, ProjectFile Project, ContentSchemas Schemas, ImmutableArray<Diagnostic> SchemaDiagnostics, WorkspaceSet Workspaces)
{
    /// <summary>Of the same form as rules, with files of their own.</summary>
    public ImmutableArray<LoadedRule> Hunting { get; init; } = [];

    /// <summary>The files of schemas, functions and watchlists that could be read.</summary>
    public ImmutableDictionary<SourceText, SourceOrigin> Origins { get; init; } = ImmutableDictionary<SourceText, SourceOrigin>.Empty;

    /// <summary>All files of rules and hunting queries.</summary>
    public IEnumerable<LoadedRule> Files => Rules.Concat(Hunting);

    /// <param name="root">The project; null when there is none.</param>
    /// <param name="file">What the project says of itself.</param>
    /// <param name="current">The folder that paths are relative to.</param>
    /// <param name="paths">What was asked for; empty: the whole project.</param>
    /// <param name="found">Told the files before they are read.</param>
    /// <param name="known">
    /// What earlier runs found, for a run that only reports: a rule of which this is known is not read further. Workspaces ask for whole rules,
    /// so beside them all are read.
    /// </param>
    public static LoadedContent Load(
        ContentRoot? root, ProjectFile file, string current, IReadOnlyList<string> paths, Action<IReadOnlyList<RulePath>>? found = null, IFindingsStore? known = null)
    {
        var workspaces = root is null ? WorkspaceSet.Empty : WorkspaceFiles.Load(root, current);
        known = workspaces.Files.IsEmpty ? known : null;
        var named = new ContentFinder(current, root).Find(paths);
        found?.Invoke(named);
        var files = named.AsParallel().AsOrdered().Select(p => Read(p, root, known)).ToList();
        var diagnostics = new List<Diagnostic>();
        var declared = root is null ? null : new DeclaredFiles(root, current, diagnostics);
        var schemas = declared?.Read() ?? ContentSchemas.Empty;
        return new LoadedContent(
            [.. files.Where(f => !f.Path.IsHunting)], file, schemas, [.. diagnostics], workspaces)
        {
            Hunting = [.. files.Where(f => f.Path.IsHunting)],
            Origins = declared?.Origins ?? ImmutableDictionary<SourceText, SourceOrigin>.Empty,
        };
    }

    /// <summary>The tables, functions and watchlists that the project declares.</summary>
    public static ContentSchemas Declared(ContentRoot root, string current, ICollection<Diagnostic> diagnostics) => new DeclaredFiles(root, current, diagnostics).Read();

    private static LoadedRule Read(RulePath path, ContentRoot? root, IFindingsStore? known)
    {
        var file = SourceReader.Read(path.FullPath, path.Display);
        var isInProject = root is not null && path.FullPath.StartsWith(root.Path + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        var rule = file.Problem is { } problem ? RuleFile.Unreadable(problem)
            : known?.Find(file.Source) is { } earlier ? RuleFile.Recalled(file.Source, earlier) with { IsHunting = path.IsHunting }
            : RuleFile.Read(file.Source, path.IsHunting) with { PathInProject = isInProject ? path.InProject : null };
        return new LoadedRule(path, file.Sha256, rule);
    }
}
