namespace ContentGen.Cli.Content;

/// <summary>Where a file's text came from, as the manifest names it: its path in the content folder, and the SHA-256 of its bytes.</summary>
internal sealed record SourceOrigin(string InProject, string Sha256);
