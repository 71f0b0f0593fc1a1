using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>bag_unpack: a column for each property of a bag, in the order of their names, in place of the bag.</summary>
internal static class BagUnpack
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode call, RowSource input, Scope scope)
    {
        var arguments = call.Child("ArgumentList")?.Children ?? [];
        if (arguments is not [{ Kind: "NameReference", Symbol: { Kind: "column", Name: var bag } }, ..] || arguments.Length > 2)
        {
            throw QueryCompiler.Refuse("bag_unpack with other arguments than a column and a prefix", call);
        }

        var place = input.Shape.IndexOf(bag);
        var prefix = arguments.Length > 1 ? arguments[1].Constant ?? throw QueryCompiler.Refuse("a prefix that is not constant", call) : "";
        return RowSource.Deferred(new Shape(input.Shape.Columns.Where(c => c.Name != bag)), run => Unpacked(run, input, place, prefix));
    }

    private static RowSource Unpacked(Run run, RowSource input, int bag, string prefix)
    {
        var rows = run.Keep(input.Rows(run));
        var types = new SortedDictionary<string, ScalarType?>(StringComparer.Ordinal);
        foreach (var (key, value) in rows.SelectMany(r => r[bag + 1].AsBag?.Entries ?? []))
        {
            var type = TypeOf(value);
            types[key] = !types.TryGetValue(key, out var known) || known is null ? type
                : type is null || type == known ? known
                : throw new RunStopped($"bag_unpack(): the property '{key}' has values of several types");
        }

        var kept = Enumerable.Range(0, input.Shape.Columns.Length).Where(i => i != bag).ToArray();
        var columns = kept.Select(i => input.Shape.Columns[i]).ToList();
        foreach (var (key, type) in types)
        {
            columns.Add(columns.Exists(c => c.Name == prefix + key)
                ? throw new RunStopped($"bag_unpack(): there is a column '{prefix + key}' already")
                : new Column(prefix + key, type ?? throw new RunStopped($"bag_unpack(): the property '{key}' is always null")));
        }

        var keys = types.Keys.ToArray();
        return new RowSource(new Shape(columns), _ => rows.Select(row =>
        {
            var unpacked = new Value[columns.Count + 1];
            unpacked[0] = row[0];
            for (var i = 0; i < kept.Length; i++)
            {
                unpacked[i + 1] = row[kept[i] + 1];
            }

            for (var i = 0; i < keys.Length; i++)
            {
                unpacked[kept.Length + 1 + i] = row[bag + 1].AsBag?.At(keys[i]) ?? Value.Null;
            }

            return unpacked;
        }));
    }

    // Texts that look like times may become times in Kusto; when is not documented.
    private static ScalarType? TypeOf(Value value) => value.Kind switch
    {
        ValueKind.Null => null,
        ValueKind.Bool => ScalarType.Bool,
        ValueKind.Long => ScalarType.Long,
        ValueKind.Real => ScalarType.Real,
        ValueKind.String when value.AsText.Length >= 10 && TimeText.ReadDateTime(value.AsText) is not null => throw new RunStopped("bag_unpack(): a text that looks like a time"),
        ValueKind.String => ScalarType.String,
        ValueKind.DateTime => ScalarType.DateTime,
        ValueKind.TimeSpan => ScalarType.TimeSpan,
        ValueKind.Guid => ScalarType.Guid,
        ValueKind.Decimal => ScalarType.Decimal,
        _ => ScalarType.Dynamic,
    };
}
