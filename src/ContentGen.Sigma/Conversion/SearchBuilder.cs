using System.Collections.Immutable;

namespace ContentGen.Sigma.Conversion;

/// <summary>Spreads a detection over search identifiers and says in a condition how they belong together.</summary>
internal sealed class SearchBuilder
{
    // Up to here each filter is named in the condition.
    private const int MaxFilters = 3;

    private const string Main = "filter_main";
    private const string Optional = "filter_optional";

    private readonly SearchNames _names = new();
    private readonly List<Search> _searches = [];

    private SearchBuilder()
    {
    }

    /// <param name="detection">In the form that <see cref="DetectionShape.Normal"/> gives it.</param>
    public static (ImmutableArray<Search> Searches, string Condition) Build(Detection detection)
    {
        var builder = new SearchBuilder();
        var condition = builder.Root(detection);
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
        terms.AddRange(isRoot ? Filters(negations) : negations.Select(n => Expression(n, "selection", isRoot: false)));
        return string.Join(" and ", terms);
    }

    // A few stay as the query has them; many, and those for known false positives, come under name patterns, as SigmaHQ has them.
    private IEnumerable<string> Filters(List<NotDetection> negations)
    {
        if (negations.Count <= MaxFilters && !negations.Exists(n => n.Label is { IsOptional: true }))
        {
            var isOneEach = negations.TrueForAll(n => Alternatives(n.Inner) is null);
            return [.. negations.Select((n, i) => Filter(n, isOneEach ? Main : i switch { 0 => Main, 1 => Optional, _ => "filter_other" }))];
        }

        var lists = negations.Select(n => (n.Label, Maps: DetectionShape.AsFewMaps(n.Inner))).Where(n => n.Maps is not null)
            .GroupBy(n => n.Label is { IsOptional: true } label ? (object)label : n.Maps!.Value).ToList();
        foreach (var list in lists)
        {
            var (label, maps) = (list.First().Label, list.SelectMany(m => m.Maps!.Value).ToImmutableArray());
            _ = Define(label is { IsOptional: true } ? Optional : Main, maps, byValue: true, label);
        }

        string[] prefixes = [.. new[] { Main, Optional }.Where(p => lists.Exists(l => (l.First().Label is { IsOptional: true }) == (p == Optional)))];
        return [.. prefixes.Select(p => $"not 1 of {p}_*"), .. negations.Where(n => DetectionShape.AsFewMaps(n.Inner) is null).Select(n => $"not ({Expression(n.Inner, "filter", isRoot: true)})")];
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

    private static ImmutableArray<ImmutableArray<FieldDetection>>? Alternatives(Detection inner) =>
        inner is AnyDetection && DetectionShape.AsMaps(inner) is { Length: > 1 } maps && maps.Any(m => m.Length > 1) ? maps : null;

    private string Filter(NotDetection not, string prefix)
    {
        if (Alternatives(not.Inner) is { } maps)
        {
            foreach (var map in maps)
            {
                _searches.Add(new Search(_names.Next(prefix, map, byValue: true), [map]));
            }

            return $"not 1 of {prefix}_*";
        }

        return DetectionShape.AsMaps(not.Inner) is { } single ? "not " + Define(prefix, single, byValue: true, not.Label) : $"not ({Expression(not.Inner, prefix, isRoot: true)})";
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
                var below = prefix.StartsWith("filter", StringComparison.Ordinal) ? prefix : "filter";
                return DetectionShape.AsMaps(not.Inner) is { } asked ? "not " + Define(below, asked, byValue: false) : $"not ({Expression(not.Inner, below, isRoot: true)})";
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

    private string Define(string prefix, ImmutableArray<ImmutableArray<FieldDetection>> maps, bool byValue, FilterLabel? label = null)
    {
        var name = label is null ? _names.Next(prefix, maps[0], byValue) : _names.Free($"{prefix}_{label.Name}");
        _searches.Add(new Search(name, maps));
        return name;
    }
}
