using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Texts;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Expressions;

/// <summary>The right side of in and in~. Items of another type than the left side's are converted as <see cref="MixedTypes"/> says.</summary>
internal sealed class ValueSet
{
    private const int MostKept = 10_000;

    private readonly ScalarType _type;
    private readonly HashSet<string> _texts;
    private readonly HashSet<Value> _others = [];
    private readonly List<(Value Value, ScalarType Type, bool IsInside)> _mixed = [];
    private readonly Dictionary<Value, bool> _known = [];

    public ValueSet(IEnumerable<(Value Value, ScalarType Type)> items, ScalarType type, bool folded)
    {
        _type = type;
        _texts = new HashSet<string>(folded ? FoldedComparer.Instance : StringComparer.Ordinal);
        foreach (var (item, declared) in items)
        {
            var own = declared == ScalarType.Dynamic ? TypeOf(item) : declared;
            if (own is { } known && MixedTypes.IsComparable(type, known) && !item.IsNull)
            {
                _mixed.Add((item, known, declared == ScalarType.Dynamic));
            }
            else if (item.IsText || declared == ScalarType.String)
            {
                _ = _texts.Add(item.AsText);
            }
            else if (!item.IsNull)
            {
                _ = _others.Add(Canonical(item));
            }
        }
    }

    public bool Has(Value value)
    {
        var isText = value.IsText || _type == ScalarType.String;
        if (isText ? _texts.Contains(value.AsText) : !value.IsNull && _others.Contains(Canonical(value)))
        {
            return true;
        }

        return _mixed.Count > 0 && (isText || !value.IsNull) && HasMixed(isText ? Value.Of(value.AsText) : value);
    }

    private bool HasMixed(Value value)
    {
        if (!_known.TryGetValue(value, out var has))
        {
            has = _mixed.Exists(m => MixedTypes.AreEqual(value, _type, m.Value, m.Type) && (m.IsInside ? throw new RunStopped("whether 'in' converts values inside of a dynamic array is not documented") : true));
            if (_known.Count < MostKept)
            {
                _known.Add(value, has);
            }
        }

        return has;
    }

    private static ScalarType? TypeOf(Value inside) => inside.Kind switch
    {
        ValueKind.String => ScalarType.String,
        ValueKind.Long => ScalarType.Long,
        ValueKind.Real => ScalarType.Real,
        ValueKind.Bool => ScalarType.Bool,
        _ => null,
    };

    // 1 and 1.0 are equal.
    private static Value Canonical(Value value) => value.Kind switch
    {
        ValueKind.Long => Value.Of((decimal)value.AsLong),
        ValueKind.Real when Math.Abs(value.AsReal) < 7e27 => Value.Of((decimal)value.AsReal),
        _ => value,
    };
}
