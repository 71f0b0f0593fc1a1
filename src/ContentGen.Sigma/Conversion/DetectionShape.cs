using System.Collections.Immutable;

namespace ContentGen.Sigma.Conversion;

/// <summary>Puts fields together as Sigma's maps and lists can hold them.</summary>
internal static class DetectionShape
{
    /// <summary>The detection with alternatives of one field as one list and several needles of one field under <c>contains|all</c>.</summary>
    public static Detection Normal(Detection detection) => detection switch
    {
        AllDetection all => Group([.. all.Parts.Select(Normal)], isAll: true),
        AnyDetection any => Group([.. any.Parts.Select(Normal)], isAll: false),
        NotDetection not => new NotDetection(Normal(not.Inner)),
        _ => detection,
    };

    /// <summary>The detection as a map whose items all hold; null when it is none.</summary>
    public static ImmutableArray<FieldDetection>? AsMap(Detection detection) => detection switch
    {
        FieldDetection field => [field],
        AllDetection all when all.Parts.All(p => p is FieldDetection) && all.Parts.Cast<FieldDetection>().Select(f => f.Key).Distinct(StringComparer.Ordinal).Count() == all.Parts.Length =>
            [.. all.Parts.Cast<FieldDetection>()],
        _ => null,
    };

    /// <summary>The detection as a list of maps of which one holds; null when it is none.</summary>
    public static ImmutableArray<ImmutableArray<FieldDetection>>? AsMaps(Detection detection)
    {
        if (AsMap(detection) is { } map)
        {
            return [map];
        }

        return detection is AnyDetection any && any.Parts.Select(AsMap).ToList() is var maps && maps.TrueForAll(m => m is not null) ? [.. maps.Select(m => m!.Value)] : null;
    }

    private static Detection Group(ImmutableArray<Detection> parts, bool isAll)
    {
        var joined = new HashSet<Detection>();
        var flat = parts.SelectMany(p => p is AllDetection all && isAll ? all.Parts : p is AnyDetection any && !isAll ? any.Parts : [p]);
        var result = new List<Detection>();
        foreach (var part in flat)
        {
            var at = part is FieldDetection field && CanShare(field, isAll) ? result.FindIndex(r => r is FieldDetection other && other.Key == field.Key && (joined.Contains(other) || CanShare(other, isAll))) : -1;
            if (at < 0)
            {
                result.Add(part);
            }
            else
            {
                var other = (FieldDetection)result[at];
                result[at] = other with { Values = [.. other.Values.Concat(((FieldDetection)part).Values).Distinct()] };
                _ = joined.Add(result[at]);
            }
        }

        if (isAll)
        {
            result = result.ConvertAll(r => r is FieldDetection { Values.Length: > 1 } f && CanBeAll(f) && !flat.Contains(f) ? f with { Modifiers = f.Modifiers + "|all" } : r);
        }

        return result.Count == 1 ? result[0] : isAll ? new AllDetection([.. result]) : new AnyDetection([.. result]);
    }

    // Null stands alone; only needles can be asked for together.
    private static bool CanShare(FieldDetection field, bool isAll) => isAll
        ? field.Values.Length == 1 && CanBeAll(field)
        : !field.Values.Contains(SigmaValue.Null) && !field.Modifiers.EndsWith("all", StringComparison.Ordinal) && field.Modifiers is not ("lt" or "lte" or "gt" or "gte" or "expand");

    private static bool CanBeAll(FieldDetection field) => field.Modifiers is "contains" or "contains|cased";
}
