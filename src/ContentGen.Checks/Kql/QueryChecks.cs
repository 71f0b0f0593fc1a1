using System.Collections.Immutable;
using ContentGen.Checks.Rules;

namespace ContentGen.Checks.Kql;

/// <summary>What the library finds in a query, and what it accepts but never matches: over all queries of a rule, or one by one.</summary>
internal sealed class QueryChecks : IRuleCheck
{
    public static ImmutableArray<IQueryCheck> All { get; } =
    [
        new LibraryFindings(), new UndeclaredTables(), new UndeclaredWatchlists(), new MixedComparisons(), new NullStrings(), new FoldedComparisons(), new ColumnValues(), new Terms(),
        new RegularExpressions(), new MisplacedEvents(), new RecordTimeColumn(),
    ];

    public void Check(RuleContext context)
    {
        if (context is { Query: { } query, Rule.Query: { } text })
        {
            Check(QueryContext.Of(context, query, text));
        }

        foreach (var (hunt, bound) in context.Rule.HuntingQueries.Zip(context.HuntingQueries))
        {
            Check(QueryContext.Of(context, bound, hunt.Query));
        }
    }

    /// <summary>All checks of one query.</summary>
    public static void Check(QueryContext context)
    {
        foreach (var check in All)
        {
            check.Check(context);
        }
    }
}
