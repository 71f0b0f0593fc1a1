using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Compiling;

internal readonly record struct Column(string Name, ScalarType Type);
