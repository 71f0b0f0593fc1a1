using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;
using ContentGen.Detection.Explaining;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine;
using ContentGen.Kusto.Engine.Closing;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Detection;

/// <summary>A rule's query, ready to run, or why it is not.</summary>
internal sealed record RuleProgram(QueryProgram? Program, BoundQuery? Query, TestFinding? Finding, Verdict Verdict)
{
    private readonly Lazy<QueryPlaces> _places = new(() => new QueryPlaces(Query!.Tree!));

    private readonly Lazy<bool> _dependsOnRows = new(() => Query is not null && ClosedBinding.IsNeeded(Query));

    public QueryPlaces Places => _places.Value;

    public static RuleProgram Of(TestSubject subject) => subject is { Rule.Query: not null, Query: { } query }
        ? Of(subject, query)
        : new RuleProgram(null, null, new TestFinding("the rule has no query", subject.Rule.Name?.Span ?? default), Verdict.Fail);

    /// <summary>True when the columns of the query depend on the rows that a test gives.</summary>
    public bool DependsOnRows => _dependsOnRows.Value;

    /// <summary>The query bound against the columns of these rows.</summary>
    public static async Task<RuleProgram> ForAsync(TestSubject subject, IQueryBinder binder, QueryInput rows, CancellationToken cancellation) =>
        Of(subject, await ClosedBinding.BindAsync(binder, new QueryText(subject.Rule.Query!.Text, subject.Catalog), rows, cancellation).ConfigureAwait(false));

    private static RuleProgram Of(TestSubject subject, BoundQuery query)
    {
        if (query.Failure != BindFailure.None)
        {
            return new RuleProgram(null, query, new TestFinding("the Kusto library could not analyse the query", InFile(subject, default)), Verdict.Inconclusive);
        }

        if (query.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } error)
        {
            return new RuleProgram(null, query, new TestFinding($"the query has an error: {error.Code}: {error.Message}", InFile(subject, error.Span)), Verdict.Fail);
        }

        var compiled = QueryProgram.Compile(query);
        return compiled.Refusal is { } refusal
            ? new RuleProgram(null, query, new TestFinding($"cannot be run offline: {refusal.Construct}", InFile(subject, refusal.Span)), Verdict.Inconclusive)
            : new RuleProgram(compiled.Program, query, null, Verdict.Pass);
    }

    private static TextSpan InFile(TestSubject subject, TextSpan span) => subject.Rule.Query!.ToSource(span);
}
