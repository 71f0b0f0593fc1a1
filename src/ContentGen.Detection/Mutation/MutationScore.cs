using System.Collections.Immutable;

namespace ContentGen.Detection.Mutation;

/// <summary>How much of a rule's query its tests hold in place.</summary>
/// <param name="Subject">The rule.</param>
/// <param name="Killed">Mutants that change the verdict of a test.</param>
/// <param name="Survivors">Those that no test notices, in the order of the query.</param>
public sealed record MutationScore(TestSubject Subject, int Killed, ImmutableArray<Survivor> Survivors)
{
    public int Total => Killed + Survivors.Length;

    /// <summary>Killed mutants in percent; 100 for a query that has none.</summary>
    public double Percent => Total == 0 ? 100 : 100.0 * Killed / Total;
}
