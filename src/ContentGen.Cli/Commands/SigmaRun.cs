using System.Collections.Immutable;
using ContentGen.Core.Content;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Sigma;
using ContentGen.Sigma.Conversion;

namespace ContentGen.Cli.Commands;

/// <summary>Binds and converts queries, in their order.</summary>
internal sealed class SigmaRun(IQueryBinder binder, ContentSchemas schemas, SigmaOptions options, string date)
{
    private readonly SchemaCatalog _sentinel = SchemaCatalog.Create(QueryEnvironment.Sentinel, schemas);
    private readonly SchemaCatalog _defender = SchemaCatalog.Create(QueryEnvironment.DefenderXdr, schemas);

    public async Task<ImmutableArray<SigmaResult>> ConvertAsync(ImmutableArray<SigmaQuery> queries, CancellationToken cancellation)
    {
        using var few = new SemaphoreSlim(Environment.ProcessorCount * 32);
        return [.. await Task.WhenAll(queries.Select(async q =>
        {
            await few.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                var bound = await binder.BindAsync(new QueryText(q.Text, q.Environment == QueryEnvironment.DefenderXdr ? _defender : _sentinel), cancellation).ConfigureAwait(false);
                return SigmaConverter.Convert(bound, q.Text, new SigmaMetadata { Key = q.Id, Title = q.Title, Date = date, RelatedId = Related(q.Id) }, options);
            }
            finally
            {
                _ = few.Release();
            }
        })).ConfigureAwait(false)];
    }

    private static string? Related(string id) => Guid.TryParseExact(id, "D", out var guid) ? guid.ToString("D") : null;
}
