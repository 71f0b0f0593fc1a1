using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// What mv-expand and mv-apply have in common: arrays and bags become rows. Several expand side by side, the shorter ones padded with
/// null. A null counts as one element, an empty array as none (measured on the emulator).
/// </summary>
internal sealed class Expansion
{
    private readonly List<(Evaluate Evaluate, int Cell, ScalarType Type)> _targets = [];
    private readonly bool _bagsAsArrays;
    private readonly Expr? _limit;
    private readonly int _indexCell;

    private Expansion(Shape shape, bool bagsAsArrays, Expr? limit, int indexCell, List<(Evaluate Evaluate, int Cell, ScalarType Type)> targets)
    {
        Shape = shape;
        _bagsAsArrays = bagsAsArrays;
        _limit = limit;
        _indexCell = indexCell;
        _targets = targets;
    }

    /// <summary>The input's columns, with the expanded ones in place or at the end, and the index last.</summary>
    public Shape Shape { get; }

    public static Expansion Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope, Shape names)
    {
        var inner = scope.WithRow(input.Shape);
        var columns = input.Shape.Columns.ToList();
        var targets = new List<(Evaluate Evaluate, int Cell, ScalarType Type)>();
        foreach (var item in node.ChildrenOf("Expressions"))
        {
            var expression = item.Child("Expression")!;
            var value = compiler.Scalar(expression, inner);
            if (value.Type != ScalarType.Dynamic)
            {
                throw QueryCompiler.Refuse($"an expansion of {value.Type.Name()}", item);
            }

            var name = OutputNames.Of(expression) ?? (columns.Count < names.Columns.Length ? names.Columns[columns.Count].Name : throw QueryCompiler.Refuse("an expanded value without a name", item));
            var type = TypeOf(item);
            var place = columns.FindIndex(c => c.Name == name);
            if (place < 0)
            {
                place = columns.Count;
                columns.Add(new Column(name, type));
            }

            columns[place] = new Column(name, type);
            targets.Add((value.Evaluate, place + 1, type));
        }

        var indexCell = 0;
        if (OperatorParameters.Value(node, "with_itemindex") is { } index)
        {
            var shown = columns.Exists(c => c.Name == index) ? index + "1" : index;
            columns.Add(new Column(shown, ScalarType.Long));
            indexCell = columns.Count;
        }

        var kind = OperatorParameters.Value(node, "kind") ?? OperatorParameters.Value(node, "bagexpansion");
        var limit = node.Child("RowLimitClause")?.Children.FirstOrDefault();
        return new Expansion(new Shape(columns), kind == "array", limit is null ? null : compiler.Scalar(limit, scope), indexCell, targets);
    }

    public IEnumerable<Value[]> Rows(Frame frame)
    {
        var values = _targets.Select(t => Items(t.Evaluate(frame))).ToArray();
        var count = values.Max(v => v.Count);
        if (_limit is not null && Casts.To(_limit.Evaluate(frame), ScalarType.Long) is { IsNull: false } limit)
        {
            count = (int)Math.Min(count, Math.Max(0, limit.AsLong));
        }

        for (var i = 0; i < count; i++)
        {
            frame.Run.CountRow();
            var row = new Value[Shape.Width];
            frame.Row.CopyTo(row, 0);
            for (var t = 0; t < values.Length; t++)
            {
                row[_targets[t].Cell] = i < values[t].Count ? Cast(values[t][i], _targets[t].Type) : Cast(Value.Null, _targets[t].Type);
            }

            if (_indexCell > 0)
            {
                row[_indexCell] = Value.Of((long)i);
            }

            yield return row;
        }
    }

    private IReadOnlyList<Value> Items(Value value)
    {
        if (value.AsArray is { } array)
        {
            return array.Items;
        }

        return value.AsBag is not { } bag ? [value]
            : _bagsAsArrays ? [.. bag.Entries.Select(e => Value.Of(new DynamicArray([Value.Of(e.Key), e.Value])))]
            : [.. bag.Entries.Select(e => Value.Of(new DynamicBag([e])))];
    }

    /// <summary>
    /// to typeof(): numbers are cut towards zero, texts are not read as numbers, datetimes and guids come from texts only (measured on the
    /// emulator); everything else is null.
    /// </summary>
    private static Value Cast(Value value, ScalarType type) => type switch
    {
        ScalarType.Dynamic => value,
        ScalarType.String => Casts.To(value, type),
        ScalarType.Int or ScalarType.Long => value.Kind is ValueKind.Long or ValueKind.Real ? Casts.To(value, type) : Value.Null,
        ScalarType.Real => value.Kind is ValueKind.Long or ValueKind.Real ? Casts.To(value, type) : Value.Null,
        ScalarType.Bool => value.Kind is ValueKind.Bool or ValueKind.Long ? Casts.To(value, type) : Value.Null,
        ScalarType.DateTime => value.Kind is ValueKind.DateTime or ValueKind.String ? Casts.To(value, type) : Value.Null,
        ScalarType.Guid => value.Kind is ValueKind.Guid or ValueKind.String ? Casts.To(value, type) : Value.Null,
        _ => value.Kind is ValueKind.TimeSpan or ValueKind.Decimal or ValueKind.Null ? value : throw new RunStopped($"to typeof({type.Name()}) of a value that is none"),
    };

    private static ScalarType TypeOf(BoundNode item)
    {
        var declared = item.Child("ToTypeOf")?.Child("TypeOf")?.Children;
        return declared is not [var type] ? ScalarType.Dynamic
            : ScalarTypes.Find(type.Symbol?.Name ?? type.Token("Type") ?? "") ?? throw QueryCompiler.Refuse("typeof of an unknown type", item);
    }
}
