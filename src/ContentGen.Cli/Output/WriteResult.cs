namespace ContentGen.Cli.Output;

/// <summary>What a run of <see cref="ArtifactWriter"/> did to the folder.</summary>
internal sealed record WriteResult(int Written, int Unchanged, int Removed);
