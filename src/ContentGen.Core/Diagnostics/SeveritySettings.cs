using System.Collections.Immutable;

namespace ContentGen.Core.Diagnostics;

/// <summary>How bad a project takes the findings of a code to be; null turns them off.</summary>
public sealed class SeveritySettings(ImmutableDictionary<string, Severity?> byCode)
{
    public static SeveritySettings None { get; } = new(ImmutableDictionary<string, Severity?>.Empty);

    public IEnumerable<Diagnostic> Apply(IEnumerable<Diagnostic> found) =>
        byCode.IsEmpty ? found : found.Select(Apply).OfType<Diagnostic>();

    private Diagnostic? Apply(Diagnostic d) =>
        !byCode.TryGetValue(d.Code, out var severity) ? d : severity is { } s ? d with { Severity = s } : null;
}
