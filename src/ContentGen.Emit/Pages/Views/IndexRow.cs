namespace ContentGen.Emit.Pages.Views;

/// <summary>A rule in the list of rules.</summary>
public sealed record IndexRow(string Id, string Name, string Link, string Severity, string Kind, string Tactics, string Techniques);
