using ContentGen.Checks.Compilation;

namespace ContentGen.Emit;

/// <summary>A rule to be emitted.</summary>
/// <param name="Compiled">The rule, free of errors.</param>
/// <param name="RelativePath">Where its file lies below the rules folder, with '/' and without extension: <c>lateral-movement/logon-spread</c>.</param>
/// <param name="SourceSha256">SHA-256 of the bytes of its file.</param>
public sealed record EmitRule(CompiledRule Compiled, string RelativePath, string SourceSha256);
