namespace ContentGen.Cli.Content;

/// <summary>
/// The file of a rule or a hunting query: where it is, how messages name it, its place in the artifacts (folders below rules/ or hunting/,
/// without extension), and its path in the content folder (else in the folder that was named), which the manifest keeps: it must not depend
/// on where the program runs. A hunting query lies below a folder called hunting, as in a project, or <c>Hunting Queries</c>, as in the
/// community's repository.
/// </summary>
internal sealed record RulePath(string FullPath, string Display, string Relative, string InProject, bool IsHunting);
