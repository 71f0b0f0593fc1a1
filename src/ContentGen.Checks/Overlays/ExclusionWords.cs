using ContentGen.Core.Diagnostics;
using ContentGen.Checks.Tuning;

namespace ContentGen.Checks.Overlays;

/// <summary>The findings that an exclusion can give, by who wrote it: the rule, or a workspace.</summary>
internal sealed record ExclusionWords(DiagnosticDescriptor NoPlace, DiagnosticDescriptor NotACondition, DiagnosticDescriptor DoesNotBind, DiagnosticDescriptor Contradiction, DiagnosticDescriptor Broken)
{
    public static readonly ExclusionWords OfRule = new(
        ExclusionDescriptors.NoPlace, ExclusionDescriptors.NotACondition, ExclusionDescriptors.DoesNotBind, ExclusionDescriptors.Contradiction, ExclusionDescriptors.Broken);

    public static readonly ExclusionWords OfWorkspace = new(
        OverlayDescriptors.NoPlace, OverlayDescriptors.NotACondition, OverlayDescriptors.DoesNotBind, OverlayDescriptors.Contradiction, OverlayDescriptors.Broken);
}
