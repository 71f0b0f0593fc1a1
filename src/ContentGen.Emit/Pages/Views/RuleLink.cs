namespace ContentGen.Emit.Pages.Views;

/// <summary>Another rule; <see cref="Link"/> is null when it has no page here.</summary>
public sealed record RuleLink(string Id, string Name, string? Link);
