namespace ContentGen.Kusto.Engine.Values;

/// <summary>What a value is, also inside a dynamic. An int is a Long: the static type tells the two apart.</summary>
public enum ValueKind
{
    Null,
    Bool,
    Long,
    Real,
    Decimal,
    DateTime,
    TimeSpan,
    Guid,
    String,
    Array,
    Bag,

    /// <summary>What hll() and tdigest() make; never part of a result.</summary>
    Sketch,
}
