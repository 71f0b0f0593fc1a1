using System.Collections.Immutable;

namespace ContentGen.Detection.Import;

/// <summary>A row for a test, and where it came from.</summary>
/// <param name="Table">The table.</param>
/// <param name="Cells">Texts by column; what the source did not say is not there.</param>
/// <param name="Origin">The file and the place in it.</param>
public sealed record ImportedRow(string Table, ImmutableArray<KeyValuePair<string, string>> Cells, string Origin);
