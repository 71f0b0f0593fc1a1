namespace ContentGen.Sigma.Conversion;

/// <summary>A known false positive of a rule, and what in its query is there for it: a parameter by its name, or a condition by its text.</summary>
/// <param name="Name">The false positive's id.</param>
/// <param name="Parameter">The name of the list in the query.</param>
/// <param name="Exclude">The condition that leaves the rows out.</param>
public sealed record SigmaTuning(string Name, string? Parameter, string? Exclude);
