namespace ContentGen.Kusto.Binding;

/// <summary>
/// The seam behind which KQL is understood. Nothing outside this project knows how; a failure to analyse one query is part of its
/// answer (<see cref="BoundQuery.Failure"/>), a failure to analyse at all is a <see cref="LanguageHostException"/>.
/// </summary>
public interface IQueryBinder
{
    Task<BoundQuery> BindAsync(QueryText query, CancellationToken cancellation);
}
