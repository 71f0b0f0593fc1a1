using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Functions;

/// <summary>What can be wrong with the functions of content/functions beside what the Kusto library says.</summary>
internal static class FunctionDescriptors
{
    public static readonly DiagnosticDescriptor Cycle = new("CG3106", Severity.Error, "Function calls itself", "the function '{0}' calls itself: {1}; KQL has no recursion");

    public static readonly DiagnosticDescriptor NoResult = new("CG3107", Severity.Error, "Function without a result", "the body of the function '{0}' ends without an expression, so a call returns nothing");
}
