using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Watchlists;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Cli.Content;

/// <summary>The files in which a project declares tables, functions and watchlists.</summary>
internal sealed class DeclaredFiles(ContentRoot root, string current, ICollection<Diagnostic> diagnostics)
{
    private readonly ImmutableDictionary<SourceText, SourceOrigin>.Builder _origins = ImmutableDictionary.CreateBuilder<SourceText, SourceOrigin>();

    /// <summary>The files that <see cref="Read"/> could read.</summary>
    public ImmutableDictionary<SourceText, SourceOrigin> Origins => _origins.ToImmutable();

    public ContentSchemas Read() => ContentSchemas
        .Read([.. Sources("schemas", ".kql"), .. Sources("functions", ".kql")], diagnostics)
        .WithWatchlists(Watchlists(), diagnostics);

    private List<Watchlist> Watchlists()
    {
        var watchlists = new List<Watchlist>();
        foreach (var source in Sources("watchlists", ".csv", ".yaml", ".yml"))
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

    private List<SourceText> Sources(string folder, params string[] extensions)
    {
        var sources = new List<SourceText>();
        foreach (var full in FolderWalk.Entries(Path.Combine(root.Path, folder)).Where(f => File.Exists(f) && extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))
        {
            var file = SourceReader.Read(full, DisplayPath.Of(full, current));
            if (file.Problem is { } problem)
            {
                diagnostics.Add(problem);
            }
            else
            {
                sources.Add(file.Source);
                _origins.Add(file.Source, new SourceOrigin(DisplayPath.Of(full, root.Path), file.Sha256));
            }
        }

        return sources;
    }
}
