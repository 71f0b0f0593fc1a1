using ContentGen.Kusto.Engine.Compiling;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>What the name of a step stands for in the expressions of scan.</summary>
internal sealed record ScanStepRow(int Step, Shape Row);
