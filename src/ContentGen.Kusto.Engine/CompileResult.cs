namespace ContentGen.Kusto.Engine;

/// <summary>A program, or why there is none: exactly one of the two.</summary>
public sealed record CompileResult(QueryProgram? Program, Refusal? Refusal);
