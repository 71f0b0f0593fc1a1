using System.Collections.Immutable;
using ContentGen.Core.Binding;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Watchlists;

/// <summary>
/// A watchlist in YAML: alias, displayName, description, searchKey, columns (name: type) and rows (name: value). Columns that are not
/// declared are those that rows have; their types are those of the rows' values: a plain 5 is a long, a quoted one a string.
/// </summary>
internal static class YamlWatchlist
{
    // What a plain scalar may be, the narrowest first.
    private static readonly string[] PlainTypes = ["long", "real", "bool"];

    public static Watchlist? Read(SourceText source, Located<string> alias, DiagnosticBag diagnostics)
    {
        if (YamlReader.Read(source, diagnostics) is not { } root)
        {
            return null;
        }

        var reader = new MappingReader(root, "the watchlist", diagnostics);
        var named = reader.FilledText("alias");
        var displayName = reader.FilledText("displayName");
        var description = reader.Text("description");
        var searchKey = reader.FilledText("searchKey");
        var columns = new ColumnList(diagnostics);
        var declared = reader.Mapping("columns");
        var untyped = Declare(reader, declared, columns);
        var mappings = reader.Mappings("rows").ToList();
        reader.Finish();
        if (declared is null)
        {
            Infer(mappings, columns);
        }

        if (columns.Count == 0)
        {
            if (declared is null && !diagnostics.HasReadingErrors)
            {
                diagnostics.Add(WatchlistDescriptors.NoColumns, default);
            }

            return null;
        }

        if (searchKey is not null && columns.Find(searchKey.Value) is null)
        {
            diagnostics.Add(WatchlistDescriptors.UnknownColumn, searchKey.Span, searchKey.Value, NearestName.Hint(searchKey.Value, columns.Names));
            searchKey = null;
        }

        var rows = Rows(reader, mappings, columns, untyped, diagnostics);
        return new Watchlist(source, named ?? alias, displayName, description, searchKey, columns.ToImmutable(), rows);
    }

    // The columns whose type is no type: what is wrong has been said, and their values are not held against it again.
    private static HashSet<int> Declare(MappingReader reader, YamlMapping? declared, ColumnList columns)
    {
        var untyped = new HashSet<int>();
        foreach (var entry in declared?.Entries ?? [])
        {
            if (reader.Shape<YamlScalar>(entry.Key.Value, entry.Value, "a type") is { } word)
            {
                var type = reader.OneOf(word, Vocabularies.ColumnType)?.Value;
                if (columns.TryAdd(new Located<string>(entry.Key.Value, entry.Key.Span), type ?? "dynamic") && type is null)
                {
                    _ = untyped.Add(columns.Count - 1);
                }
            }
        }

        return untyped;
    }

    private static void Infer(List<YamlMapping> rows, ColumnList columns)
    {
        var values = new List<List<YamlScalar>>();
        foreach (var entry in rows.SelectMany(r => r.Entries))
        {
            if (columns.Find(entry.Key.Value) is null && !columns.TryAdd(new Located<string>(entry.Key.Value, entry.Key.Span), "string"))
            {
                return;
            }

            var place = columns.Find(entry.Key.Value)!.Value;
            if (place == values.Count)
            {
                values.Add([]);
            }

            if (entry.Value is YamlScalar { IsNull: false } scalar)
            {
                values[place].Add(scalar);
            }
        }

        for (var i = 0; i < values.Count; i++)
        {
            columns.SetType(i, TypeOf(values[i]));
        }
    }

    private static string TypeOf(List<YamlScalar> values)
    {
        if (values.Count == 0 || values.Any(v => v.Style != YamlScalarStyle.Plain))
        {
            return "string";
        }

        return PlainTypes.FirstOrDefault(t => values.All(v => KustoTypes.Accepts(t, v.Value))) ?? "string";
    }

    private static ImmutableArray<WatchlistRow> Rows(MappingReader reader, List<YamlMapping> mappings, ColumnList columns, HashSet<int> untyped, DiagnosticBag diagnostics)
    {
        var rows = ImmutableArray.CreateBuilder<WatchlistRow>(mappings.Count);
        foreach (var mapping in mappings)
        {
            var values = new Located<string>?[columns.Count];
            foreach (var entry in mapping.Entries)
            {
                if (columns.Find(entry.Key.Value) is not { } place)
                {
                    diagnostics.Add(WatchlistDescriptors.UnknownColumn, entry.Key.Span, entry.Key.Value, NearestName.Hint(entry.Key.Value, columns.Names));
                }
                else if (reader.Shape<YamlScalar>(entry.Key.Value, entry.Value, "a text") is { IsNull: false } scalar)
                {
                    values[place] = new Located<string>(scalar.Value, scalar.Span);
                    _ = untyped.Contains(place) || columns.Check(place, values[place]!);
                }
            }

            rows.Add(new WatchlistRow([.. values], mapping.Span));
        }

        return rows.ToImmutable();
    }
}
