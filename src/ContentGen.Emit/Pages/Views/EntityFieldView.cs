namespace ContentGen.Emit.Pages.Views;

/// <summary>An identifier of an entity and the column that gives it.</summary>
public sealed record EntityFieldView(string Identifier, string Column);
