namespace ContentGen.Emit.Pages.Views;

/// <summary>A <c>let</c> of the query that a workspace may set.</summary>
public sealed record ParameterView(string Name, string Type, string Description);
