using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Detection.Simulation;

namespace ContentGen.Detection;

/// <summary>The verdict on one test.</summary>
/// <param name="Subject">The rule.</param>
/// <param name="Test">The test.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Findings">Why, unless it passed: the most telling first.</param>
/// <param name="Simulation">The runs; null when none took place.</param>
public sealed record TestOutcome(TestSubject Subject, DetectionTest Test, Verdict Verdict, ImmutableArray<TestFinding> Findings, RuleSimulation? Simulation)
{
    /// <summary>What happened to the rows on the way, where somebody asked or a test failed; in the order of the query.</summary>
    public ImmutableArray<TestFinding> Explanation { get; init; } = [];

    /// <summary>The rows that went into and came out of every operator, when they were asked for.</summary>
    public ImmutableArray<TestFinding> Trace { get; init; } = [];

    /// <summary>Why, in one line; empty for a test that passed.</summary>
    public string Reason => string.Join("; ", Findings.Select(f => f.Message));

    /// <summary>True when the run as a whole fails for it: an inconclusive test is only accepted with a reason in the rule.</summary>
    public bool Breaks => Verdict == Verdict.Fail || (Verdict == Verdict.Inconclusive && Test.Inconclusive is null);
}
