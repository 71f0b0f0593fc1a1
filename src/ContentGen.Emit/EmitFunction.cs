using ContentGen.Checks.Functions;

namespace ContentGen.Emit;

/// <summary>A function to be emitted.</summary>
/// <param name="Compiled">The function, free of errors.</param>
/// <param name="SourceFile">Its file as the manifest names it.</param>
/// <param name="SourceSha256">SHA-256 of the bytes of its file.</param>
public sealed record EmitFunction(CompiledFunction Compiled, string SourceFile, string SourceSha256);
