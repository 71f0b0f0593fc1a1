namespace ContentGen.Checks.Fixing;

/// <summary>A fix that was made: the code of its finding and what it did.</summary>
public sealed record AppliedFix(string Code, string Title);
