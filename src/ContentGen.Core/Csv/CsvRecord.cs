using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Core.Csv;

/// <summary>One record: its fields as decoded texts with their places, quotes included in the place.</summary>
public sealed record CsvRecord(ImmutableArray<Located<string>> Fields, TextSpan Span);
