using System.Collections.Immutable;

namespace ContentGen.Emit.Pages.Views;

/// <summary>A table that the query reads and the columns that it names.</summary>
public sealed record TableView(string Name, ImmutableArray<string> Columns);
