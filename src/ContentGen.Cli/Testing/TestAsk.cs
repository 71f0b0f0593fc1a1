using ContentGen.Detection.Workspaces;

namespace ContentGen.Cli.Testing;

/// <summary>What a run of tests is asked for beyond verdicts.</summary>
/// <param name="Trace">The rows that went into and came out of every operator.</param>
/// <param name="Mutate">How well the tests hold the queries in place.</param>
/// <param name="Engine">The real engine, to compare with; null: ours alone.</param>
internal sealed record TestAsk(bool Trace, bool Mutate, IQueryEngine? Engine);
