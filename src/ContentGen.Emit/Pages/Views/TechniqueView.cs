namespace ContentGen.Emit.Pages.Views;

/// <summary>A technique in ATT&amp;CK's words. <see cref="Tactics"/> are the tactics that ATT&amp;CK files it under.</summary>
public sealed record TechniqueView(string Id, string Name, string Tactics, string Url);
