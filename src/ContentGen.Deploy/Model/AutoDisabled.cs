using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ContentGen.Deploy.Model;

/// <summary>
/// A rule that Sentinel switched off after permanent failures: it puts AUTO DISABLED before the name and the reason behind the
/// description (Microsoft Learn, Troubleshoot analytics rules in Microsoft Sentinel).
/// </summary>
internal static partial class AutoDisabled
{
    public static bool Is(CanonicalResource actual) =>
        actual.Properties["enabled"]?.GetValueKind() != JsonValueKind.True && Text(actual, "displayName") is { } name && Prefix().IsMatch(name);

    /// <summary>The rule without the service's additions, and what it gave for a reason.</summary>
    public static (CanonicalResource Rule, string? Reason) Undo(CanonicalResource actual, CanonicalResource wanted)
    {
        var properties = actual.Properties.DeepClone().AsObject();
        properties["displayName"] = Prefix().Replace(Text(actual, "displayName")!, "");
        string? reason = null;
        var (is_, was) = (Text(actual, "description") ?? "", Text(wanted, "description") ?? "");
        if (is_.Length > was.Length && is_.StartsWith(was, StringComparison.Ordinal))
        {
            reason = is_[was.Length..].Trim();
            if (was.Length > 0)
            {
                properties["description"] = was;
            }
            else
            {
                _ = properties.Remove("description");
            }
        }

        return (CanonicalResource.Create(actual.Kind, properties), reason);
    }

    private static string? Text(CanonicalResource resource, string name) =>
        resource.Properties[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    [GeneratedRegex(@"\A\s*AUTO[ -]?DISABLED[\s:\-]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();
}
