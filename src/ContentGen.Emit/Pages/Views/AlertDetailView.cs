namespace ContentGen.Emit.Pages.Views;

/// <summary>What of an alert comes from the result instead of the rule, and the column or the text with <c>{{Column}}</c> that gives it.</summary>
public sealed record AlertDetailView(string Name, string Value);
