namespace ContentGen.Emit.Pages.Views;

/// <summary>A custom detail and the column that gives it.</summary>
public sealed record CustomDetailView(string Name, string Column);
