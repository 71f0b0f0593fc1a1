using ContentGen.Core.Diagnostics;

namespace ContentGen.Kusto.Catalog;

/// <summary>31xx: declarations in content/schemas and content/functions.</summary>
public static class DeclarationDescriptors
{
    public static readonly DiagnosticDescriptor NotADeclaration = new(
        "CG3101", Severity.Error, "Not a declaration", "a declaration starts with .create-merge table or .create-or-alter function, not with '{0}'");

    public static readonly DiagnosticDescriptor Expected = new("CG3102", Severity.Error, "Declaration syntax error", "{0} expected here, found {1}");

    public static readonly DiagnosticDescriptor UnknownType = new("CG3103", Severity.Error, "Unknown column type", "'{0}' is not a Kusto type{1}");

    public static readonly DiagnosticDescriptor DeclaredTwice = new("CG3104", Severity.Error, "Declared twice", "'{0}' is already declared in {1}");
}
