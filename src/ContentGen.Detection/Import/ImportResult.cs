using System.Collections.Immutable;

namespace ContentGen.Detection.Import;

/// <summary>The rows of a file.</summary>
/// <param name="Rows">In the order of the file.</param>
/// <param name="Skipped">What became no row, and why: one line for each reason.</param>
/// <param name="Error">Why the file cannot be read; null when it can.</param>
public sealed record ImportResult(ImmutableArray<ImportedRow> Rows, ImmutableArray<string> Skipped, string? Error)
{
    public static ImportResult Failed(string error) => new([], [], error);
}
