using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Cli.Content;

/// <summary>A file's text and the SHA-256 of its bytes, or the diagnostic that says why there is none.</summary>
internal sealed record SourceFile(SourceText Source, string Sha256, Diagnostic? Problem);
