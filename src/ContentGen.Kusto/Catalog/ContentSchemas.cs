using System.Collections.Immutable;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Kusto.Catalog;

/// <summary>The tables and functions that content declares: content/schemas/*.kql and content/functions/*.kql.</summary>
public sealed record ContentSchemas(ImmutableArray<TableSchema> Tables, ImmutableArray<FunctionSchema> Functions)
{
    public static ContentSchemas Empty { get; } = new([], []);

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
}
