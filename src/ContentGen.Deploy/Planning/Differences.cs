using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ContentGen.Deploy.Model;

namespace ContentGen.Deploy.Planning;

/// <summary>Two canonical resources, property by property.</summary>
internal static class Differences
{
    public static ImmutableArray<PropertyChange> Between(CanonicalResource from, CanonicalResource to)
    {
        var changes = ImmutableArray.CreateBuilder<PropertyChange>();
        Compare("", from.Properties, to.Properties, changes);
        return changes.ToImmutable();
    }

    private static void Compare(string prefix, JsonObject from, JsonObject to, ImmutableArray<PropertyChange>.Builder changes)
    {
        foreach (var name in from.Concat(to).Select(p => p.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (x, y) = (from[name], to[name]);
            if (x is JsonObject left && y is JsonObject right)
            {
                Compare($"{prefix}{name}.", left, right, changes);
            }
            else if (!JsonNode.DeepEquals(x, y))
            {
                changes.Add(new PropertyChange(prefix + name, x?.DeepClone(), y?.DeepClone()));
            }
        }
    }
}
