using ContentGen.Core.Text;

namespace ContentGen.Core.Csv;

/// <summary>Where a text stops being CSV, and why.</summary>
public sealed record CsvError(string Reason, TextSpan Span);
