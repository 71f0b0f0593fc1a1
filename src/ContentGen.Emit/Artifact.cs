using System.Collections.Immutable;

namespace ContentGen.Emit;

/// <summary>A file to be written.</summary>
/// <param name="Path">Relative to the output folder, with '/'.</param>
/// <param name="Content">The bytes of the file; text is UTF-8 without a byte order mark, lines end in LF.</param>
/// <param name="Origins">The rules that it was made of, in the order of their ids.</param>
public sealed record Artifact(string Path, ReadOnlyMemory<byte> Content, ImmutableArray<ArtifactOrigin> Origins);
