using ContentGen.Core.Content;

namespace ContentGen.Checks.Compilation;

/// <param name="Environment">Overrides the environment that each rule names; null: the rule's own.</param>
/// <param name="Parallelism">Rules in work at once.</param>
public sealed record CompilerOptions(QueryEnvironment? Environment, int Parallelism);
