using System.Collections.Immutable;

namespace ContentGen.Checks.Facts;

/// <summary>
/// What a branch asks of the time of its records: the bounds that filters put on it before the rows are aggregated. Comparisons with
/// columns that do not hold the record's time are no bounds, nor are comparisons of records with each other.
/// </summary>
/// <param name="Bounds">All of them hold at once.</param>
/// <param name="FixedEnds">Upper bounds that do not move with the runs.</param>
/// <param name="HasRecordTime">False when the source has no known time of record: external data, a watchlist, an unknown function.</param>
internal sealed record BranchTimes(ImmutableArray<TimeBound> Bounds, ImmutableArray<FixedEnd> FixedEnds, bool HasRecordTime)
{
    /// <summary>How far back the branch looks at most, because a filter says so: the tightest of its lookbacks; null when none does.</summary>
    public TimeBound? Lookback => Tightest(TimeBoundKind.NotOlderThan);

    /// <summary>The tightest limit by ingestion; null when there is none.</summary>
    public TimeBound? Ingested => Tightest(TimeBoundKind.IngestedSince);

    /// <summary>The age that every record has at least; null when records may be new.</summary>
    public TimeBound? Baseline => Bounds.Where(b => b.Kind == TimeBoundKind.NotYoungerThan && b.Least > TimeSpan.Zero).MaxBy(b => b.Least);

    public static BranchTimes Of(Branch branch)
    {
        var names = RecordTime.NamesOf(branch.Source);
        var bounds = ImmutableArray.CreateBuilder<TimeBound>();
        var ends = ImmutableArray.CreateBuilder<FixedEnd>();
        bounds.AddRange(TimePredicates.OfArguments(branch.Source));
        var hasTime = names.Count > 0;
        var ingestion = names.Clear();
        foreach (var step in branch.Steps)
        {
            if (names.Count == 0)
            {
                break;
            }

            var predicates = new TimePredicates(names, ingestion, step);
            bounds.AddRange(predicates.Bounds());
            ends.AddRange(predicates.FixedEnds());
            names = RecordTime.After(step, names);
            ingestion = IngestionTime.After(step, ingestion);
        }

        return new BranchTimes(bounds.ToImmutable(), ends.ToImmutable(), hasTime);
    }

    private TimeBound? Tightest(TimeBoundKind kind) => Bounds.Where(b => b.Kind == kind).MinBy(b => b.Most);
}
