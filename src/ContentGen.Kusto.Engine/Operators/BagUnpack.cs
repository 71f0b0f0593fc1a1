using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// bag_unpack(bag [, prefix] [, columnsConflict] [, ignoredProperties]): a column for each property of a bag, in the order of their names,
/// in place of the bag. A column of the input with the name of a property ends the run, gives way (replace_source) or stays
/// (keep_source); in both cases it stands among the properties (https://learn.microsoft.com/kusto/query/bag-unpack-plugin).
/// </summary>
internal sealed class BagUnpack
{
    private readonly RowSource _input;
    private readonly int _bag;
    private readonly string _prefix;
    private readonly string _conflict;
    private readonly HashSet<string> _ignored;

    private BagUnpack(RowSource input, int bag, string prefix, string conflict, HashSet<string> ignored) => (_input, _bag, _prefix, _conflict, _ignored) = (input, bag, prefix, conflict, ignored);

    public static RowSource Compile(QueryCompiler compiler, BoundNode call, RowSource input, Scope scope)
    {
        var arguments = PluginArguments.Of(call, ["Bag", "OutputColumnPrefix", "columnsConflict", "ignoredProperties"]);
        if (arguments[0] is not { Kind: "NameReference", Symbol: { Kind: "column", Name: var bag } })
        {
            throw QueryCompiler.Refuse("bag_unpack of something else than a column", call);
        }

        var prefix = Text(compiler, arguments[1], scope, "");
        var conflict = Text(compiler, arguments[2], scope, "error");
        var ignored = arguments[3] is { } list ? compiler.Scalar(list, scope) : null;
        if (conflict is not ("error" or "replace_source" or "keep_source") || ignored is { IsConstant: false } || (ignored is not null && ignored.Constant.AsArray is null))
        {
            throw QueryCompiler.Refuse("bag_unpack with arguments that are not constant", call);
        }

        var names = (ignored?.Constant.AsArray?.Items ?? []).Select(i => i.AsText).ToHashSet(StringComparer.Ordinal);
        var unpack = new BagUnpack(input, input.Shape.IndexOf(bag), prefix, conflict, names);
        return RowSource.Deferred(new Shape(input.Shape.Columns.Where(c => c.Name != bag)), unpack.Rows);
    }

    private static string Text(QueryCompiler compiler, BoundNode? node, Scope scope, string otherwise) =>
        node is null ? otherwise : compiler.Scalar(node, scope) is { IsConstant: true, Constant: { IsText: true } text } ? text.AsText : throw QueryCompiler.Refuse("bag_unpack with arguments that are not constant", node);

    private RowSource Rows(Run run)
    {
        var rows = run.Keep(_input.Rows(run));
        var types = Types(rows);
        var own = Enumerable.Range(0, _input.Shape.Columns.Length).Where(i => i != _bag).ToList();
        var taken = own.ToDictionary(i => _input.Shape.Columns[i].Name, StringComparer.Ordinal);
        if (_conflict == "error" && types.Keys.FirstOrDefault(k => taken.ContainsKey(_prefix + k)) is { } twice)
        {
            throw new RunStopped($"bag_unpack(): there is a column '{_prefix + twice}' already, which is an error in Kusto");
        }

        _ = own.RemoveAll(i => types.ContainsKey(_input.Shape.Columns[i].Name[Math.Min(_prefix.Length, _input.Shape.Columns[i].Name.Length)..]) && _input.Shape.Columns[i].Name.StartsWith(_prefix, StringComparison.Ordinal));
        var keys = types.Keys.ToArray();
        var kept = keys.Select(k => _conflict == "keep_source" && taken.TryGetValue(_prefix + k, out var i) ? i + 1 : 0).ToArray();
        var columns = own.Select(i => _input.Shape.Columns[i]).Concat(keys.Select((k, i) => kept[i] > 0 ? _input.Shape.Columns[kept[i] - 1] : new Column(_prefix + k, types[k]))).ToArray();
        return new RowSource(new Shape(columns), _ => rows.Select(row =>
        {
            var unpacked = new Value[columns.Length + 1];
            unpacked[0] = row[0];
            for (var i = 0; i < own.Count; i++)
            {
                unpacked[i + 1] = row[own[i] + 1];
            }

            var bag = row[_bag + 1].AsBag;
            for (var i = 0; i < keys.Length; i++)
            {
                unpacked[own.Count + 1 + i] = kept[i] > 0 ? row[kept[i]] : bag?.At(keys[i]) ?? Value.Null;
            }

            return unpacked;
        }));
    }

    // "The type of the slot, if all values of the same slot have the same type, or dynamic."
    private SortedDictionary<string, ScalarType> Types(List<Value[]> rows)
    {
        var types = new SortedDictionary<string, ScalarType>(StringComparer.Ordinal);
        var empty = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in rows.SelectMany(r => r[_bag + 1].AsBag?.Entries ?? []).Where(e => !_ignored.Contains(e.Key)))
        {
            if (TypeOf(value) is not { } type)
            {
                _ = empty.Add(key);
            }
            else
            {
                types[key] = !types.TryGetValue(key, out var known) || known == type ? type : ScalarType.Dynamic;
            }
        }

        return empty.FirstOrDefault(k => !types.ContainsKey(k)) is { } unknown ? throw new RunStopped($"bag_unpack(): the property '{unknown}' is always null") : types;
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
