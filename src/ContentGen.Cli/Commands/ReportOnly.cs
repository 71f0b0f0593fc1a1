using ContentGen.Cli.Running;

namespace ContentGen.Cli.Commands;

/// <summary>A run that nothing is made from but a report: findings of earlier runs are as good as new ones, and some rules may not matter.</summary>
/// <param name="Terminal">Where a long run shows how far it is.</param>
/// <param name="Since">Report only what changed since this revision of git; null: everything.</param>
/// <param name="AsksRules">True when the report needs more of each rule than what was found in it.</param>
internal sealed record ReportOnly(Terminal Terminal, string? Since, bool AsksRules);
