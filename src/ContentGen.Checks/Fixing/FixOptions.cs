namespace ContentGen.Checks.Fixing;

/// <param name="Codes">The codes whose findings are mended; empty: all.</param>
/// <param name="Suggestions">Also fixes that a person should look at: they may change what the rule does.</param>
public sealed record FixOptions(IReadOnlySet<string> Codes, bool Suggestions);
