using ContentGen.Checks.Compilation;
using ContentGen.Core.Diagnostics;

namespace ContentGen.Checks.Overlays;

/// <summary>What is wrong with a rule that was not wrong before it was changed.</summary>
internal static class OverlayVerdict
{
    /// <summary>The first error that the rule had not before; null when there is none.</summary>
    public static Diagnostic? NewError(CompiledRule before, CompiledRule after)
    {
        var known = before.Diagnostics.Select(d => (d.Code, d.Message)).ToHashSet();
        return after.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error && !known.Contains((d.Code, d.Message)));
    }

    /// <summary>The first warning of each code of which the rule had no finding before.</summary>
    public static IEnumerable<Diagnostic> NewWarnings(CompiledRule before, CompiledRule after)
    {
        var known = before.Diagnostics.Select(d => d.Code).ToHashSet(StringComparer.Ordinal);
        return after.Diagnostics.Where(d => d.Severity == Severity.Warning && !known.Contains(d.Code)).DistinctBy(d => d.Code);
    }
}
