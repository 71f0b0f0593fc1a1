using ContentGen.Core.Diagnostics;

namespace ContentGen.Core.Csv;

public static class CsvDescriptors
{
    public static readonly DiagnosticDescriptor Syntax = new("CG3111", Severity.Error, "CSV syntax error", "this is not valid CSV: {0}");
}
