using System.Collections.Immutable;
using ContentGen.Kusto.Catalog;

namespace ContentGen.Cli.Querying;

/// <summary>The columns of rows that no schema declares: by their names, with the type that all values of a column have.</summary>
internal static class GuessedColumns
{
    public static ImmutableArray<ColumnSchema> Of(List<Dictionary<string, object?>> rows)
    {
        var types = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in rows.SelectMany(r => r))
        {
            var type = TypeOf(name, value);
            types[name] = !types.TryGetValue(name, out var known) || known.Length == 0 ? type : type.Length == 0 || type == known ? known : "dynamic";
        }

        return [.. types.Select(t => new ColumnSchema(t.Key, t.Value.Length == 0 ? "string" : t.Value))];
    }

    private static string TypeOf(string name, object? value) => value switch
    {
        null => "",
        _ when name is "TimeGenerated" or "Timestamp" => "datetime",
        bool => "bool",
        long => "long",
        double => "real",
        string => "string",
        _ => "dynamic",
    };
}
