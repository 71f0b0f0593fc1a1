namespace ContentGen.Sigma.Conversion;

/// <summary>What a filter is called in a rule: by the false positive that it is for, or by the list that it asks.</summary>
/// <param name="Name">In small letters, words joined by '_'.</param>
/// <param name="IsOptional">It is for a known false positive: who adopts the rule may want it otherwise.</param>
internal sealed record FilterLabel(string Name, bool IsOptional);
