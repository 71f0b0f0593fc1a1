using System.Collections.Immutable;

namespace ContentGen.Detection.Alerts;

/// <summary>An entity of an alert: its type and what identifies it.</summary>
public sealed record Entity(string Type, ImmutableSortedDictionary<string, string> Identifiers)
{
    /// <summary>The same entity named by the same identifiers.</summary>
    public string Key => $"{Type} {string.Join(' ', Identifiers.Select(i => $"{i.Key}={i.Value}"))}";

    public override string ToString() => Key;
}
