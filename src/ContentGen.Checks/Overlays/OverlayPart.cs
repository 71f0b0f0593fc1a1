using ContentGen.Core.Content;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Overlays;

/// <summary>One thing that a workspace says of a rule.</summary>
/// <param name="Place">Where it says so.</param>
/// <param name="Key">The key of the override; null for an exclusion.</param>
/// <param name="Parameter">The parameter that gets a value.</param>
/// <param name="Exclusion">The exclusion.</param>
internal sealed record OverlayPart(TextSpan Place, string? Key, ParameterValue? Parameter, WorkspaceExclusion? Exclusion)
{
    /// <summary>All of it, in the order of the file; there is always something.</summary>
    public static IReadOnlyList<OverlayPart> Of(Overlay overlay)
    {
        var parts = new List<OverlayPart>();
        foreach (var entry in overlay.Override?.Yaml.Entries ?? [])
        {
            parts.AddRange(entry.Key.Value == "parameters"
                ? overlay.Override!.Parameters.Select(p => new OverlayPart(p.Name.Span, "parameters", p, null))
                : [new OverlayPart(entry.Key.Span, entry.Key.Value, null, null)]);
        }

        parts.AddRange(overlay.Exclusions.Select(e => new OverlayPart(e.Span, null, null, e)));
        return parts.Count > 0 ? parts : [new OverlayPart(overlay.Override?.RuleId.Span ?? default, null, null, null)];
    }

    public Overlay Without(Overlay overlay) => this switch
    {
        { Exclusion: { } exclusion } => overlay with { Exclusions = overlay.Exclusions.Remove(exclusion) },
        { Parameter: { } value } => overlay with { Override = overlay.Override! with { Parameters = overlay.Override.Parameters.Remove(value) } },
        { Key: { } key } => overlay with { Override = overlay.Override!.Without(key) },
        _ => overlay,
    };
}
