using System.Collections.Immutable;

namespace ContentGen.Emit.Pages.Views;

/// <summary>An entity mapping.</summary>
public sealed record EntityView(string Type, ImmutableArray<EntityFieldView> Fields);
