using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Overlays;

/// <summary>42xx: how rules differ in a workspace. All are reported in the workspace's file.</summary>
public static class OverlayDescriptors
{
    public static readonly DiagnosticDescriptor UnknownRule = new("CG4201", Severity.Error, "Overlay for an unknown rule", "no rule of this content has the id '{0}'");

    public static readonly DiagnosticDescriptor Expired = new("CG4202", Severity.Error, "Expired exclusion", "the exclusion ended on {0:yyyy-MM-dd} (today is {1:yyyy-MM-dd}); remove it, or let {2} decide on it again");

    public static readonly DiagnosticDescriptor Expiring = new("CG4203", Severity.Warning, "Exclusion about to expire", "the exclusion ends on {0:yyyy-MM-dd}, in {1} days; {2} answers for it");

    public static readonly DiagnosticDescriptor NoPlace = new("CG4204", Severity.Error, "Exclusion that fits nowhere", "the exclusion can be put nowhere: {0}");

    public static readonly DiagnosticDescriptor NotACondition = new("CG4205", Severity.Error, "Exclusion of a workspace that is no condition", "the exclusion must be one condition, true for the rows to leave out{0}");

    public static readonly DiagnosticDescriptor DoesNotBind = new("CG4206", Severity.Error, "Exclusion of a workspace that does not fit", "the exclusion does not fit {0}: {1} ({2})");

    public static readonly DiagnosticDescriptor Contradiction = new("CG4207", Severity.Error, "Exclusions that contradict", "{0} {1}: together they leave out {2}");

    public static readonly DiagnosticDescriptor UnknownParameter = new("CG4208", Severity.Error, "Value for an unknown parameter", "the rule has no parameter '{0}'{1}");

    public static readonly DiagnosticDescriptor WrongValue = new("CG4209", Severity.Error, "Value that does not fit its parameter", "'{0}' is {1}");

    public static readonly DiagnosticDescriptor Broken = new("CG4210", Severity.Error, "Overlay breaks the rule", "with this overlay the rule '{0}' has an error: {1} ({2})");

    public static readonly DiagnosticDescriptor NotIncluded = new("CG4211", Severity.Error, "Overlay for a rule that does not go there", "the workspace does not include the rule '{0}' ({1})");

    public static readonly DiagnosticDescriptor Weakened = new("CG4212", Severity.Warning, "Overlay weakens the rule", "with this overlay the rule '{0}' has a warning: {1} ({2})");

    public static readonly DiagnosticDescriptor NotOfKind = new("CG4213", Severity.Error, "Override that the kind of rule has not", "{0} has no '{1}'");

    public static readonly DiagnosticDescriptor Idle = new("CG4214", Severity.Warning, "Include that takes nothing", "{0} '{1}'{2}");
}
