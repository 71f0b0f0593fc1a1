using ContentGen.Core.Text;

namespace ContentGen.Kusto.Catalog;

/// <summary>
/// Where a function is declared: the whole declaration, its name, and where the texts of its parameters and of its body, brace included,
/// start.
/// </summary>
public sealed record FunctionPlace(SourceText Source, TextSpan Declaration, TextSpan Name, int Parameters, int Body);
