namespace ContentGen.Checks.Compilation;

/// <summary>The ids that a whole project has, and those that it once had.</summary>
/// <param name="Present">Of its rules and hunting queries.</param>
/// <param name="Retired">Of rules that were given up, as the lock keeps them.</param>
public sealed record ContentIds(IReadOnlySet<string> Present, IReadOnlySet<string> Retired);
