using ContentGen.Core.Diagnostics;

namespace ContentGen.Emit;

/// <summary>5xxx: what keeps a correct rule from becoming an artifact.</summary>
public static class EmitDescriptors
{
    public static readonly DiagnosticDescriptor NeedsPreview = new(
        "CG5001", Severity.Error, "Needs a preview api-version",
        "property '{0}' needs a preview api-version; {1} does not have it (the first that has: {2})");
}
