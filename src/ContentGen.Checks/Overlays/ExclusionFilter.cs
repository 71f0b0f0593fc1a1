using ContentGen.Core.Text;

namespace ContentGen.Checks.Overlays;

/// <summary>A filter that a change puts into a query for an exclusion.</summary>
/// <param name="Change">The change.</param>
/// <param name="Offset">Where the filter begins in the change's text.</param>
/// <param name="Exclusion">What it excludes.</param>
internal sealed record ExclusionFilter(OverlayChange Change, int Offset, Exclusion Exclusion)
{
    /// <summary>What stands before the predicate in a filter.</summary>
    private const string Before = "\n| where not(\n";

    private const string After = "\n)";

    /// <summary>Where the predicate begins in the text of a filter.</summary>
    public static int PredicateAt => Before.Length;

    /// <summary>The text of a filter.</summary>
    public static string TextOf(Exclusion exclusion) => $"{Before}{exclusion.Predicate.Text}{After}";

    /// <summary>The operator in the tuned query: from its first word to its bracket.</summary>
    public TextSpan OperatorIn(TunedQuery tuned) => TextSpan.FromBounds(Start(tuned) + "\n| ".Length, PredicateIn(tuned).End + After.Length);

    /// <summary>The predicate in the tuned query.</summary>
    public TextSpan PredicateIn(TunedQuery tuned) => new(Start(tuned) + Before.Length, Exclusion.Predicate.Text.Length);

    private int Start(TunedQuery tuned) => tuned.StartOf(Change) + Offset;
}
