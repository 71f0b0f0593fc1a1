using ContentGen.Core.Diagnostics;

namespace ContentGen.Kusto.Import;

/// <summary>312x: what can be wrong with a schema that is imported.</summary>
public static class ImportDescriptors
{
    public static readonly DiagnosticDescriptor JsonSyntax = new("CG3121", Severity.Error, "JSON syntax error", "this is not valid JSON: {0}");

    public static readonly DiagnosticDescriptor NotASchema = new(
        "CG3122", Severity.Error, "Not a schema",
        "{0}; a schema is a table of Azure-Sentinel's CustomTables, the result of getschema, an answer of the Log Analytics tables API, or KQL declarations");

    public static readonly DiagnosticDescriptor UnknownType = new("CG3123", Severity.Error, "Unknown type in a schema", "the column '{0}' of '{1}' has the type '{2}', which no Kusto type is called{3}");

    public static readonly DiagnosticDescriptor Incomplete = new("CG3124", Severity.Error, "Incomplete schema", "{0}");

    public static readonly DiagnosticDescriptor TwoTypes = new("CG3125", Severity.Error, "Column with two types", "the column '{0}' of '{1}' is {2} here and {3} before");

    public static readonly DiagnosticDescriptor Limit = new("CG3126", Severity.Error, "Schema beyond a limit", "{0}; the limit is {1:N0}");

    public static readonly DiagnosticDescriptor NoColumns = new("CG3127", Severity.Warning, "Table without columns", "the table '{0}' has no columns and is left out");
}
