using ContentGen.Core.Text;

namespace ContentGen.Core.Content;

/// <summary>The Atomic Red Team test that produces the telemetry.</summary>
public sealed record AtomicReference(Located<string>? Technique, Located<string>? TestId);
