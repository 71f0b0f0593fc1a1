using System.Collections.Immutable;

namespace ContentGen.Sigma.Conversion;

/// <summary>Puts fields together as Sigma's maps and lists can hold them.</summary>
internal static class DetectionShape
{
    private const int MaxFewMaps = 4;

    /// <summary>The detection with alternatives of one field as one list and several needles of one field under <c>contains|all</c>.</summary>
    public static Detection Normal(Detection detection) => detection switch
    {
        AllDetection all => Group([.. all.Parts.Select(Normal)], isAll: true),
        AnyDetection any => Group([.. any.Parts.Select(Normal)], isAll: false),
        NotDetection not => Negated(not with { Inner = Normal(not.Inner) }),
        FieldDetection field => Once(field),
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

    /// <summary>
    /// The detection as alternatives of which each is a map, where "both x and one of y" makes few of them: SigmaHQ's filters are lists, not
    /// formulas. Null when it makes none or too many.
    /// </summary>
    public static ImmutableArray<ImmutableArray<FieldDetection>>? AsFewMaps(Detection detection)
    {
        if (AsMaps(detection) is { } maps)
        {
            return maps;
        }

        var parts = detection switch
        {
            AllDetection all => all.Parts.Select(AsMaps).ToList(),
            AnyDetection any => any.Parts.Select(AsFewMaps).ToList(),
            _ => [],
        };
        if (parts.Count == 0 || parts.Contains(null))
        {
            return null;
        }

        ImmutableArray<ImmutableArray<FieldDetection>> result = detection is AnyDetection
            ? [.. parts.SelectMany(p => p!.Value)]
            : parts.Aggregate(ImmutableArray.Create(ImmutableArray<FieldDetection>.Empty), (to, part) => [.. to.SelectMany(t => part!.Value.Select(p => t.AddRange(p)))]);
        return result.Length <= MaxFewMaps && result.All(m => m.Select(f => f.Key).Distinct(StringComparer.Ordinal).Count() == m.Length) ? result : null;
    }

    // Values that differ in case only are one, but where case counts; beyond ASCII nobody says what is the same letter.
    private static FieldDetection Once(FieldDetection field) => field with
    {
        Values = field.Modifiers.Split('|').Any(m => m is "re" or "cased") ? [.. field.Values.Distinct()] : [.. field.Values.DistinctBy(v => (v.Kind, string.Concat(v.Text.Select(c => char.IsAsciiLetterLower(c) ? char.ToUpperInvariant(c) : c))))],
    };

    // De Morgan's laws, where they leave fewer negations.
    private static Detection Negated(NotDetection not) => not.Inner switch
    {
        NotDetection twice => twice.Inner,
        AllDetection all when all.Parts.All(p => p is NotDetection) => Group([.. all.Parts.Select(p => ((NotDetection)p).Inner)], isAll: false),
        AnyDetection any when any.Parts.All(p => p is NotDetection) => Group([.. any.Parts.Select(p => ((NotDetection)p).Inner)], isAll: true),
        _ => not,
    };

    // "x is there" says nothing beside "x is a".
    private static bool IsIdle(Detection part, List<Detection> among) =>
        part is NotDetection { Inner: AnyDetection { Parts: [FieldDetection { Modifiers: "", Values: [{ Kind: SigmaValueKind.Null }] } none, FieldDetection { Modifiers: "", Values: [{ Kind: SigmaValueKind.Literal, Text: "" }] } empty] } }
        && none.Field == empty.Field && among.Exists(o => Asks(o, none.Field));

    private static bool Asks(Detection detection, string field) => detection switch
    {
        FieldDetection one => one.Field == field && one.Modifiers.Split('|')[0] is "" or "contains" or "startswith" or "endswith" && one.Values.All(v => v.Kind is SigmaValueKind.Number || (v.Kind == SigmaValueKind.Literal && v.Text.Length > 0)),
        AnyDetection any => any.Parts.All(p => Asks(p, field)),
        AllDetection all => all.Parts.Any(p => Asks(p, field)),
        _ => false,
    };

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
                result[at] = Once(other with { Values = [.. other.Values.Concat(((FieldDetection)part).Values)] });
                _ = joined.Add(result[at]);
            }
        }

        if (isAll)
        {
            _ = result.RemoveAll(r => IsIdle(r, result));
            for (var i = result.Count - 1; i >= 0; i--)
            {
                // The rows that a join keeps are often those that a filter before it has kept.
                if (result[i] is AnyDetection && result.Exists(o => o != result[i] && o is AnyDetection && DetectionImplication.Holds(o, result[i])))
                {
                    result.RemoveAt(i);
                }
            }

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
