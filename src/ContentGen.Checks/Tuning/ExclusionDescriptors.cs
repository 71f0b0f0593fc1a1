using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Tuning;

/// <summary>What can be wrong with an exclusion of a rule's own false positive.</summary>
public static class ExclusionDescriptors
{
    public static readonly DiagnosticDescriptor DoesNotBind = new("CG4005", Severity.Error, "Exclusion that does not fit", "the exclusion does not fit {0}: {1} ({2})");

    public static readonly DiagnosticDescriptor NotACondition = new("CG4006", Severity.Error, "Exclusion that is no condition", "the exclusion must be one condition, true for the rows to leave out{0}");

    public static readonly DiagnosticDescriptor NoPlace = new("CG4007", Severity.Error, "Exclusion without a place", "the exclusion can be put nowhere: {0}");

    public static readonly DiagnosticDescriptor Contradiction = new("CG4010", Severity.Error, "Exclusions of a rule that contradict", "{0} {1}: together they leave out {2}");

    public static readonly DiagnosticDescriptor Broken = new("CG4011", Severity.Error, "Exclusion breaks the rule", "with its exclusions the rule '{0}' has an error: {1} ({2})");
}
