using System.Collections.Immutable;

namespace ContentGen.Sigma.Algebra;

/// <summary>A scalar of a query in terms of the columns of the table that it comes from: lets, aliases and computed columns are resolved.</summary>
internal abstract record Value;

/// <summary>A column as the table has it; <see cref="Type"/> is its Kusto type. A path into a dynamic column has dots: <c>Properties.user</c>.</summary>
internal sealed record ColumnValue(string Name, string Type) : Value;

/// <summary>A constant in its invariant text; null where Kusto has null.</summary>
internal sealed record ConstantValue(string? Text, string Type) : Value;

/// <summary>A function of other values, by its Kusto name.</summary>
internal sealed record CallValue(string Function, ImmutableArray<Value> Arguments, string Type) : Value;

/// <summary>The first choice whose condition holds, else <see cref="Otherwise"/>: iff and case.</summary>
internal sealed record ChoiceValue(ImmutableArray<(Condition When, Value Then)> Choices, Value Otherwise) : Value;

/// <summary>
/// A column of a constant table that was joined on <see cref="Key"/>: the key's row decides. <see cref="Missing"/> is the value where no
/// row has the key (outer joins); null when such rows are gone (inner joins).
/// </summary>
internal sealed record LookupValue(Value Key, ImmutableArray<(string Key, string Value)> Rows, string? Missing) : Value;

/// <summary>What an aggregate makes of the rows of a group; <see cref="Argument"/> is null for count.</summary>
internal sealed record AggregateValue(AggregateKind Kind, Value? Argument) : Value;

/// <summary>A predicate as a value: <c>extend IsRemote = Port == 3389</c>.</summary>
internal sealed record BooleanValue(Condition Condition) : Value;

/// <summary>A value that cannot be told from the columns of one event.</summary>
internal sealed record UnknownValue(string Why) : Value;
