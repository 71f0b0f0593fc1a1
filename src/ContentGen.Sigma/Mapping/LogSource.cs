namespace ContentGen.Sigma.Mapping;

/// <summary>Where the events of a Sigma rule come from.</summary>
public sealed record LogSource(string? Category, string? Product, string? Service);
