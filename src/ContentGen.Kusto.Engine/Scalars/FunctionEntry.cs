using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Kusto.Engine.Scalars;

internal sealed record FunctionEntry(Func<FunctionCall, Evaluate> Build, FunctionNature Nature);
