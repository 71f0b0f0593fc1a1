using ContentGen.Kusto.Binding;

namespace ContentGen.Kusto.Engine.Compiling;

/// <summary>A function that the query declares, with the scope that its body sees.</summary>
internal sealed record LetFunction(Scope Scope, BoundNode Declaration);
