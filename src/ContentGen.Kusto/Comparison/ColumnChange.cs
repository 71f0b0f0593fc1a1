namespace ContentGen.Kusto.Comparison;

/// <summary>A column with its type in the catalogue and on the other side; null where it is not there.</summary>
public sealed record ColumnChange(string Name, string? Catalogue, string? Other)
{
    public ChangeKind Kind => Catalogue is null ? ChangeKind.Added : Other is null ? ChangeKind.Removed : ChangeKind.Changed;
}
