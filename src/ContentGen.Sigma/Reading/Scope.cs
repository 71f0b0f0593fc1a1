using System.Collections.Immutable;
using ContentGen.Kusto.Binding;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Reading;

/// <summary>Names that stand for something: lets as text with the scope they were declared in, parameters as values or rows.</summary>
internal sealed class Scope
{
    public static readonly Scope Empty = new(ImmutableDictionary<string, Entry>.Empty);

    private readonly ImmutableDictionary<string, Entry> _entries;

    private Scope(ImmutableDictionary<string, Entry> entries) => _entries = entries;

    public Entry? Find(string name) => _entries.GetValueOrDefault(name);

    public Scope With(string name, BoundNode expression) => new(_entries.SetItem(name, new Entry(expression, this, null)));

    public Scope With(string name, Value value) => new(_entries.SetItem(name, new Entry(null, this, value)));

    /// <summary>An expression to be read in its scope, or a value.</summary>
    internal sealed record Entry(BoundNode? Expression, Scope Scope, Value? Value);
}
