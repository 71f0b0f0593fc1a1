namespace ContentGen.Emit.Pages.Views;

/// <summary>
/// Something harmless that the rule would see; one of <see cref="Parameter"/> and <see cref="Exclude"/> may say how it is kept silent, the latter
/// at <see cref="Place"/>, or <see cref="None"/> why it is not.
/// </summary>
public sealed record FalsePositiveView(string Id, string Description, string? Parameter, string? Exclude, string Place, string? None);
