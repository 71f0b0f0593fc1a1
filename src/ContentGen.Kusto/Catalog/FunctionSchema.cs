using System.Collections.Immutable;

namespace ContentGen.Kusto.Catalog;

/// <summary>
/// A function of the workspace. <see cref="Parameters"/> is KQL (<c>name:string, limit:int=5</c>); <see cref="Body"/> is KQL in braces
/// for <see cref="FunctionKind.Body"/>; <see cref="Columns"/> are what is known of the rows it returns or adds.
/// </summary>
public sealed record FunctionSchema(
    string Name, FunctionKind Kind, string Parameters, string Body, ImmutableArray<ColumnSchema> Columns, string? Returns, string Origin)
{
    private readonly Lazy<string> _columnText = new(() => KqlNames.Columns(Columns));

    public string ColumnText => _columnText.Value;

    /// <summary>For <see cref="FunctionKind.Watchlist"/>: the columns of each declared watchlist by its alias, as in <see cref="ColumnText"/>.</summary>
    public ImmutableSortedDictionary<string, string> Aliases { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Where it is declared; for a built-in one, in its line of the catalogue.</summary>
    public FunctionPlace? Place { get; init; }
}
