using ContentGen.Kusto.Binding;

namespace ContentGen.Kusto.Engine.Compiling;

/// <summary>declare pattern: a function whose body depends on the values of its arguments.</summary>
internal sealed record DeclaredPattern(Scope Scope, BoundNode Declaration);
