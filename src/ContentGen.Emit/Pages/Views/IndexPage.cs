using System.Collections.Immutable;

namespace ContentGen.Emit.Pages.Views;

/// <summary>What index.md.hbs may name.</summary>
public sealed record IndexPage(int Count, ImmutableArray<IndexRow> Rules);
