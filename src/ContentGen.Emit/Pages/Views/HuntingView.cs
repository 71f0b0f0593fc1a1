namespace ContentGen.Emit.Pages.Views;

/// <summary>A query to run after an alert.</summary>
public sealed record HuntingView(string Name, string Query);
