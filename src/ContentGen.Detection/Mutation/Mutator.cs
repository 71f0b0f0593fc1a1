using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Kusto.Binding;

namespace ContentGen.Detection.Mutation;

/// <summary>Runs a rule's tests against every mutant of its query. A mutant is killed by the first test whose verdict it changes; one that does not bind is none.</summary>
public sealed class Mutator(TestSettings settings)
{
    // More than any query that people write by hand has.
    private const int MostMutants = 2000;

    /// <summary>Null for a rule whose query cannot be run, or without a test that passes.</summary>
    public async Task<MutationScore?> RunAsync(TestSubject subject, ImmutableArray<TestOutcome> outcomes, CancellationToken cancellation)
    {
        ImmutableArray<DetectionTest> tests = [.. outcomes.Where(o => o.Verdict == Verdict.Pass).Select(o => o.Test)];
        if (tests.IsEmpty || subject is not { Rule.Query: { } query, Query.Tree: { } tree })
        {
            return null;
        }

        var mutants = MutantFinder.Find(query.Text, tree).Take(MostMutants).ToImmutableArray();
        var fates = new Fate[mutants.Length];
        await Parallel.ForAsync(0, mutants.Length, cancellation, async (i, c) => fates[i] = await TryAsync(subject, tests, mutants[i], c).ConfigureAwait(false)).ConfigureAwait(false);
        var suggestions = new TestSuggestion(subject, tests);
        var prefilters = new PrefilterComments(query.Text, subject.Query.Comments);
        var (killed, survivors) = (0, ImmutableArray.CreateBuilder<Survivor>());
        foreach (var (mutant, fate) in mutants.Zip(fates).Where(m => m.Second != Fate.DoesNotBind))
        {
            // Only to let more through is what a prefilter cannot do.
            if (mutant.Kind is MutationKind.Dropped or MutationKind.ListWidened && prefilters.Covers(mutant.Span))
            {
                if (fate == Fate.Killed)
                {
                    survivors.Add(new Survivor(mutant, query.ToSource(mutant.Span), "the comment calls it a prefilter, but a test notices its loss: leave the comment out"));
                }
            }
            else if (fate == Fate.Killed)
            {
                killed++;
            }
            else
            {
                survivors.Add(new Survivor(mutant, query.ToSource(mutant.Span), suggestions.For(mutant)));
            }
        }

        return new MutationScore(subject, killed, survivors.ToImmutable());
    }

    private async Task<Fate> TryAsync(TestSubject subject, ImmutableArray<DetectionTest> tests, Mutant mutant, CancellationToken cancellation)
    {
        var text = mutant.Apply(subject.Rule.Query!.Text);
        var bound = await settings.Binder.BindAsync(new QueryText(text, subject.Catalog), cancellation).ConfigureAwait(false);
        if (bound.Failure != BindFailure.None || bound.Diagnostics.Any(d => d.Severity == Severity.Error))
        {
            return Fate.DoesNotBind;
        }

        var changed = subject with { Rule = subject.Rule with { Query = new KqlText(text, subject.Rule.Query.Scalar) }, Query = bound };
        var tester = new RuleTester(changed, settings with { Explains = false, Traces = false });
        foreach (var test in tests)
        {
            if ((await tester.RunAsync(test, cancellation).ConfigureAwait(false)).Verdict != Verdict.Pass)
            {
                return Fate.Killed;
            }
        }

        return Fate.Survived;
    }

    private enum Fate
    {
        DoesNotBind,
        Killed,
        Survived,
    }
}
