using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <param name="Build">Makes the delegate of a call, once a query.</param>
/// <param name="Nature">What it looks at beyond its arguments.</param>
/// <param name="Type">The type of the result where Kusto's differs from what its language library says; else null.</param>
internal sealed record FunctionEntry(Func<FunctionCall, Evaluate> Build, FunctionNature Nature, Func<FunctionCall, ScalarType>? Type = null);
