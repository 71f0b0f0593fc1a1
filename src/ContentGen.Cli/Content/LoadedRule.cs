using ContentGen.Checks.Compilation;

namespace ContentGen.Cli.Content;

/// <summary>A rule's file with where it came from.</summary>
internal sealed record LoadedRule(RulePath Path, string Sha256, RuleFile File);
