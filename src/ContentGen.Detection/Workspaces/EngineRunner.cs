using ContentGen.Detection.Simulation;
using ContentGen.Kusto.Engine;

namespace ContentGen.Detection.Workspaces;

/// <summary>The real engine: the query goes there with the rows of the test.</summary>
internal sealed class EngineRunner(TestSubject subject, IQueryEngine engine) : IRuleRunner
{
    public async ValueTask<RunResult> RunAsync(TestRows rows, DateTimeOffset time, CancellationToken cancellation)
    {
        var input = rows.At(time);
        var around = new QuerySurroundings(
            KqlLiterals.Time(time), t => KqlLiterals.Table(subject.Catalog.FindTable(t)?.Columns ?? [], input.Tables.GetValueOrDefault(t)), input)
        {
            // A datatable knows no ingestion; where it is the time of the event, the column says the same.
            IngestionTime = rows.Times.All(t => t.Time == t.Ingested) ? "TimeGenerated" : null,
        };
        var (text, refusal) = MovedQuery.Write(subject.Query!, subject.Rule.Query!.Text, subject.Catalog, around);
        if (text is null)
        {
            return RunResult.None($"cannot be sent to {engine.Name} with the rows: {refusal!.Why}", refusal.Span);
        }

        var result = await engine.RunAsync(text, cancellation).ConfigureAwait(false);
        return result.Stopped is { } why ? RunResult.None($"{engine.Name} did not run it: {why}") : result;
    }
}
