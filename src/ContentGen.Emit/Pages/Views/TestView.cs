namespace ContentGen.Emit.Pages.Views;

/// <summary>A detection test; the URL leads to the technique of its Atomic Red Team test.</summary>
public sealed record TestView(string Name, string? Technique, string? Url, string? AtomicId, string Expects, string Tables);
