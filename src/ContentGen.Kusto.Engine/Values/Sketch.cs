namespace ContentGen.Kusto.Engine.Values;

/// <summary>
/// What hll() and tdigest() make of values. Kusto's form of it is not documented, so it is never shown; the functions that read it get
/// the values themselves, as long as these are so few that Kusto does not estimate.
/// </summary>
internal sealed class Sketch(IReadOnlyList<Value> values)
{
    public IReadOnlyList<Value> Values => values;

    public static Value Of(IEnumerable<Value> values) => Value.Of(new Sketch([.. values]));

    /// <summary>The values of a sketch; null for anything else.</summary>
    public static IReadOnlyList<Value>? Read(Value value) => (value.Held as Sketch)?.Values;

    /// <summary>True when a value is one, or holds one.</summary>
    public static bool IsIn(Value value) =>
        value.Held is Sketch || value.AsArray?.Items.Any(IsIn) == true || value.AsBag?.Entries.Any(e => IsIn(e.Value)) == true;
}
