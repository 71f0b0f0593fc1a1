namespace ContentGen.Emit.Pages.Views;

/// <summary>What a field of an expected event holds.</summary>
public sealed record SignalFieldView(string Name, string Value);
