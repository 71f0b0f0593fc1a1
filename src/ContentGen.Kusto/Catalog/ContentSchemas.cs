using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Kusto.Catalog;

/// <summary>The tables, functions and watchlists that content declares: content/schemas, content/functions and content/watchlists.</summary>
public sealed record ContentSchemas(ImmutableArray<TableSchema> Tables, ImmutableArray<FunctionSchema> Functions)
{
    public static ContentSchemas Empty { get; } = new([], []);

    public ImmutableArray<Watchlist> Watchlists { get; init; } = [];

    /// <summary>Reads declaration files; a name that two declarations have is reported at the second.</summary>
    public static ContentSchemas Read(IEnumerable<SourceText> sources, ICollection<Diagnostic> diagnostics)
    {
        var tables = new Dictionary<string, TableSchema>(StringComparer.Ordinal);
        var functions = new Dictionary<string, FunctionSchema>(StringComparer.Ordinal);
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            var bag = new DiagnosticBag(source);
            var reader = new DeclarationReader(source, bag, source.Path);
            reader.Read();
            foreach (var (name, place) in reader.Names)
            {
                if (!seen.TryAdd(name, source.Path))
                {
                    bag.Add(DeclarationDescriptors.DeclaredTwice, place, name, seen[name]);
                }
            }

            reader.Tables.ForEach(t => tables.TryAdd(t.Name, t));
            reader.Functions.ForEach(f => functions.TryAdd(f.Name, f));
            foreach (var diagnostic in bag.Items)
            {
                diagnostics.Add(diagnostic);
            }
        }

        return new ContentSchemas([.. tables.Values], [.. functions.Values]);
    }

    /// <summary>The same with watchlists; an alias that two files have is reported at the second.</summary>
    public ContentSchemas WithWatchlists(IEnumerable<Watchlist> watchlists, ICollection<Diagnostic> diagnostics)
    {
        var byAlias = new Dictionary<string, Watchlist>(StringComparer.Ordinal);
        foreach (var watchlist in watchlists)
        {
            if (!byAlias.TryAdd(watchlist.Alias.Value, watchlist))
            {
                var bag = new DiagnosticBag(watchlist.Source);
                bag.Add(DeclarationDescriptors.DeclaredTwice, watchlist.Alias.Span, watchlist.Alias.Value, byAlias[watchlist.Alias.Value].Source.Path);
                diagnostics.Add(bag.Items[0]);
            }
        }

        return this with { Watchlists = [.. byAlias.Values] };
    }
}
