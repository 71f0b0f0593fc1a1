using System.Diagnostics.CodeAnalysis;
using ContentGen.Core.Content;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine;
using ContentGen.Kusto.Engine.Closing;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Cli.Querying;

/// <summary>Binds a query and runs it over the data files.</summary>
internal sealed class QueryRunner(IQueryBinder binder, ContentSchemas own, string? data, DateTimeOffset? now)
{
    private readonly Dictionary<QueryEnvironment, (SchemaCatalog Catalog, QueryInput Input)> _data = [];
    private readonly DateTimeOffset _now = now ?? DateTimeOffset.UtcNow;

    public Task<BoundQuery> BindAsync(string query, QueryEnvironment environment, CancellationToken cancellation) =>
        ClosedBinding.BindAsync(binder, new QueryText(query, Load(environment).Catalog), Load(environment).Input, cancellation);

    /// <summary>The answer to a bound query; with a repeatable one, none where another run would answer otherwise.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "One query of many must not end the run; the answer says that the fault is ours.")]
    public QueryAnswer Answer(string query, BoundQuery bound, QueryEnvironment environment, bool repeatable, CancellationToken cancellation)
    {
        var whole = new TextSpan(0, query.Length);
        if (bound.Failure != BindFailure.None)
        {
            return QueryAnswer.Refusal(bound.Failure switch
            {
                BindFailure.TimedOut => "the Kusto library took too long to analyse it",
                BindFailure.TooLong => "it is longer than what is analysed",
                BindFailure.TooDeep => "it is nested more deeply than the Kusto library can follow",
                _ => "the Kusto library failed on it",
            }, whole);
        }

        if (BindingErrors.Of(bound).FirstOrDefault() is { } error)
        {
            return QueryAnswer.Wrong($"{error.Code}: {error.Message}");
        }

        try
        {
            var compiled = QueryProgram.Compile(bound);
            if (compiled.Program is not { } program)
            {
                return QueryAnswer.Refusal(compiled.Refusal!.Construct, compiled.Refusal.Span);
            }

            var input = Load(environment).Input with { Now = _now };
            var result = repeatable ? program.RunRepeatably(input, now is not null, cancellation: cancellation) : program.Run(input, cancellation: cancellation);
            return result.Stopped is { } stopped ? QueryAnswer.Refusal(stopped, result.StoppedAt ?? whole) : QueryAnswer.Of(result) with { IsByChance = !repeatable && program.ChanceSpan is not null };
        }
        catch (Exception e) when (repeatable && e is not OperationCanceledException)
        {
            return QueryAnswer.Refusal($"a defect of the engine: {e.GetType().Name}", whole);
        }
    }

    private (SchemaCatalog Catalog, QueryInput Input) Load(QueryEnvironment environment)
    {
        lock (_data)
        {
            if (!_data.TryGetValue(environment, out var known))
            {
                known = DataFiles.Load(data, environment, own);
                _data.Add(environment, known);
            }

            return known;
        }
    }
}
