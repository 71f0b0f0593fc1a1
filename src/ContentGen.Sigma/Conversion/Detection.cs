using System.Collections.Immutable;

namespace ContentGen.Sigma.Conversion;

/// <summary>What a Sigma rule asks of one event, before it is spread over search identifiers.</summary>
internal abstract record Detection;

internal sealed record AllDetection(ImmutableArray<Detection> Parts) : Detection;

internal sealed record AnyDetection(ImmutableArray<Detection> Parts) : Detection;

internal sealed record NotDetection(Detection Inner) : Detection
{
    /// <summary>What the query calls it; null when nothing.</summary>
    public FilterLabel? Label { get; init; }
}

/// <summary>
/// A field and the values of which one (with the modifier <c>all</c>: every one) fits. <see cref="Modifiers"/> as written behind the
/// field, joined by '|'.
/// </summary>
internal sealed record FieldDetection(string Field, string Modifiers, ImmutableArray<SigmaValue> Values) : Detection
{
    public string Key => Modifiers.Length == 0 ? Field : $"{Field}|{Modifiers}";
}
