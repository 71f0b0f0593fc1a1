using System.Collections.Immutable;

namespace ContentGen.Sigma.Conversion;

/// <summary>Spreads a detection over search identifiers and says in a condition how they belong together.</summary>
internal sealed class SearchBuilder
{
    // Up to here each filter is named in the condition.
    private const int MaxFilters = 3;

    private readonly SearchNames _names = new();
    private readonly List<Search> _searches = [];

    private SearchBuilder()
    {
    }

    public static (ImmutableArray<Search> Searches, string Condition) Build(Detection detection)
    {
        var builder = new SearchBuilder();
        var condition = builder.Root(DetectionShape.Normal(detection));
        return ([.. builder._searches], condition);
    }

    /// <summary>
    /// The same for a filter document: one search is called <c>selection</c>, as the schema wants, and the others are named one by one, because
    /// whoever applies a filter renames its searches.
    /// </summary>
    public static (ImmutableArray<Search> Searches, string Condition) BuildFilter(Detection detection)
    {
        var builder = new SearchBuilder();
        var condition = builder.Expression(DetectionShape.Normal(detection), "selection", isRoot: true);
        if (builder._searches.TrueForAll(s => s.Name != "selection"))
        {
            var first = builder._searches[0];
            builder._searches[0] = first with { Name = "selection" };
            condition = string.Join(' ', condition.Split(' ').Select(w => w.Trim('(', ')') == first.Name ? w.Replace(first.Name, "selection", StringComparison.Ordinal) : w));
        }

        return ([.. builder._searches], condition == "selection" ? "not selection" : $"not ({condition})");
    }

    private string Root(Detection detection)
    {
        switch (detection)
        {
            case AnyDetection any when DetectionShape.AsMaps(any) is { } maps && maps.Any(m => m.Length > 1):
                foreach (var map in maps)
                {
                    _searches.Add(new Search(_names.Next("selection", map, byValue: true), [map]));
                }

                return "1 of selection_*";
            case AllDetection all:
                return All(all, isRoot: true);
            default:
                return Expression(detection, "selection", isRoot: true);
        }
    }

    private string All(AllDetection all, bool isRoot)
    {
        var positives = Maps(all.Parts.OfType<FieldDetection>()).Concat(all.Parts.Where(p => p is not FieldDetection and not NotDetection)).ToList();
        var negations = all.Parts.OfType<NotDetection>().ToList();
        // "or" binds less than the "and not" behind it.
        var terms = positives.ConvertAll(p => Expression(p, "selection", isRoot: isRoot && positives.Count == 1 && (negations.Count == 0 || DetectionShape.AsMaps(p) is not null)));
        if (isRoot && negations.Count(n => DetectionShape.AsMaps(n.Inner) is not null) > MaxFilters)
        {
            // Many filters under one name pattern, as SigmaHQ has them.
            var maps = negations.Where(n => DetectionShape.AsMaps(n.Inner) is not null).ToList();
            foreach (var map in maps)
            {
                _ = Define("filter_main", DetectionShape.AsMaps(map.Inner)!.Value, byValue: true);
            }

            terms.Add("not 1 of filter_main_*");
            negations = [.. negations.Except(maps)];
            terms.AddRange(negations.Select((n, i) => Filter(n.Inner, i + 1)));
            return string.Join(" and ", terms);
        }

        for (var i = 0; i < negations.Count; i++)
        {
            terms.Add(isRoot ? Filter(negations[i].Inner, i) : Expression(negations[i], "selection", isRoot: false));
        }

        return string.Join(" and ", terms);
    }

    // Items of one key cannot stand in one map.
    private static IEnumerable<Detection> Maps(IEnumerable<FieldDetection> fields)
    {
        var maps = new List<List<FieldDetection>>();
        foreach (var field in fields)
        {
            var map = maps.Find(m => m.TrueForAll(f => f.Key != field.Key));
            if (map is null)
            {
                maps.Add([field]);
            }
            else
            {
                map.Add(field);
            }
        }

        return maps.Select(m => m.Count == 1 ? (Detection)m[0] : new AllDetection([.. m]));
    }

    private string Filter(Detection inner, int index)
    {
        var prefix = index switch { 0 => "filter_main", 1 => "filter_optional", _ => $"filter_{index + 1}" };
        if (inner is AnyDetection && DetectionShape.AsMaps(inner) is { Length: > 1 } maps && maps.Any(m => m.Length > 1))
        {
            foreach (var map in maps)
            {
                _searches.Add(new Search(_names.Next(prefix, map, byValue: true), [map]));
            }

            return $"not 1 of {prefix}_*";
        }

        return DetectionShape.AsMaps(inner) is { } single ? "not " + Define(prefix, single, byValue: true) : $"not ({Expression(inner, prefix, isRoot: false)})";
    }

    private string Expression(Detection detection, string prefix, bool isRoot)
    {
        if (DetectionShape.AsMaps(detection) is { } maps)
        {
            if (!isRoot)
            {
                return Define(prefix, maps, byValue: false);
            }

            var name = _names.Free(prefix);
            _searches.Add(new Search(name, maps));
            return name;
        }

        switch (detection)
        {
            case NotDetection not:
                var inner = Expression(not.Inner, prefix.StartsWith("filter", StringComparison.Ordinal) ? prefix : "filter", isRoot: false);
                return DetectionShape.AsMaps(not.Inner) is null ? $"not ({inner})" : $"not {inner}";
            case AllDetection all:
                var text = prefix == "selection" ? All(all, isRoot: false) : Nested(all, prefix);
                return isRoot ? text : $"({text})";
            default:
                var any = (AnyDetection)detection;
                var simple = any.Parts.Where(p => DetectionShape.AsMap(p) is not null).ToImmutableArray();
                var terms = new List<string>();
                if (simple.Length > 0)
                {
                    terms.Add(Define(prefix, DetectionShape.AsMaps(simple.Length == 1 ? simple[0] : new AnyDetection(simple))!.Value, byValue: false));
                }

                terms.AddRange(any.Parts.Where(p => DetectionShape.AsMap(p) is null).Select(p => Expression(p, prefix, isRoot: false)));
                var alternatives = string.Join(" or ", terms);
                return isRoot || terms.Count == 1 ? alternatives : $"({alternatives})";
        }
    }

    private string Nested(AllDetection all, string prefix) => string.Join(
        " and ", Maps(all.Parts.OfType<FieldDetection>()).Concat(all.Parts.Where(p => p is not FieldDetection)).Select(p => Expression(p, prefix, isRoot: false)));

    private string Define(string prefix, ImmutableArray<ImmutableArray<FieldDetection>> maps, bool byValue)
    {
        var name = _names.Next(prefix, maps[0], byValue);
        _searches.Add(new Search(name, maps));
        return name;
    }
}
