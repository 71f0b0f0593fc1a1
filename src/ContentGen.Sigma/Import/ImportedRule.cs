namespace ContentGen.Sigma.Import;

/// <summary>A Sigma rule in our format. Entity mappings and schedule are guesses: somebody has to look at them.</summary>
/// <param name="Name">A file name without extension.</param>
/// <param name="Yaml">The rule's file.</param>
/// <param name="Query">Its KQL.</param>
public sealed record ImportedRule(string Name, string Yaml, string Query);
