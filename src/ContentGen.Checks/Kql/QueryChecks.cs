using System.Collections.Immutable;
using ContentGen.Checks.Rules;

namespace ContentGen.Checks.Kql;

/// <summary>What the library accepts in a query but never matches, over all queries of a rule.</summary>
internal sealed class QueryChecks : IRuleCheck
{
    public static ImmutableArray<IQueryCheck> All { get; } =
    [
        new LibraryFindings(), new UndeclaredTables(), new MixedComparisons(), new NullStrings(), new FoldedComparisons(), new ColumnValues(), new Terms(),
        new RegularExpressions(), new MisplacedEvents(), new RecordTimeColumn(),
    ];

    public void Check(RuleContext context)
    {
        if (context is { Query: { } query, Rule.Query: { } text })
        {
            Check(new QueryContext(context, query, text));
        }

        foreach (var (hunt, bound) in context.Rule.HuntingQueries.Zip(context.HuntingQueries))
        {
            Check(new QueryContext(context, bound, hunt.Query));
        }
    }

    private static void Check(QueryContext context)
    {
        foreach (var check in All)
        {
            check.Check(context);
        }
    }
}
