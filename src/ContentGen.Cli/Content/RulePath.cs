namespace ContentGen.Cli.Content;

/// <summary>
/// A rule's file: where it is, how messages name it, and its place in the artifacts (folders below rules/, without
/// extension), and its path in the content folder (else in the folder
/// that was named), which the manifest keeps: it must not depend on where the program runs.
/// </summary>
internal sealed record RulePath(string FullPath, string Display, string Relative, string InProject);
