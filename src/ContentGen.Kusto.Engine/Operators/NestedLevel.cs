using ContentGen.Kusto.Engine.Compiling;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>A level of top-nested: how many groups, of what, ranked by which aggregate; the key of the row for the rest, null where there is none.</summary>
internal sealed record NestedLevel(Expr? Count, Expr Key, AggregateList List, Expr Rank, bool Ascending, Expr? Others);
