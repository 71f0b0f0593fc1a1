using System.Collections.Immutable;

namespace ContentGen.Emit.Pages.Views;

/// <summary>An event that a test's attack leaves behind.</summary>
public sealed record SignalView(string Test, string Source, string? EventId, ImmutableArray<SignalFieldView> Fields);
