namespace ContentGen.Emit.Pages.Views;

/// <summary>A column of the result and its Kusto type.</summary>
public sealed record ColumnView(string Name, string Type);
