using ContentGen.Kusto.Engine.Texts;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Expressions;

/// <summary>The right side of in and in~.</summary>
internal sealed class ValueSet
{
    private readonly HashSet<string> _texts;
    private readonly HashSet<Value> _others = [];

    public ValueSet(IEnumerable<Value> items, bool folded)
    {
        _texts = new HashSet<string>(folded ? FoldedComparer.Instance : StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (item.IsText)
            {
                _ = _texts.Add(item.AsText);
            }
            else if (!item.IsNull)
            {
                _ = _others.Add(Canonical(item));
            }
        }
    }

    public bool HasText(string text) => _texts.Contains(text);

    public bool Has(Value value) => value.IsText ? _texts.Contains(value.AsText) : !value.IsNull && _others.Contains(Canonical(value));

    // 1 and 1.0 are equal.
    private static Value Canonical(Value value) => value.Kind switch
    {
        ValueKind.Long => Value.Of((decimal)value.AsLong),
        ValueKind.Real when Math.Abs(value.AsReal) < 7e27 => Value.Of((decimal)value.AsReal),
        _ => value,
    };
}
