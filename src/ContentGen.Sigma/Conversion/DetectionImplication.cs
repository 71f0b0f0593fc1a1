namespace ContentGen.Sigma.Conversion;

/// <summary>
/// Whether every event that one detection matches is matched by another, told by trying all answers to the questions that they ask. What
/// single values of one field exclude of each other is known, nothing else about values: a yes is certain, a no is not.
/// </summary>
internal static class DetectionImplication
{
    private const int MaxQuestions = 15;
    private const int MaxSplit = 3;

    public static bool Holds(Detection narrow, Detection wide)
    {
        var all = Fields(narrow).Concat(Fields(wide)).DistinctBy(Key).ToList();
        var questions = all.SelectMany(q => Single(q, all)).DistinctBy(Key).ToList();
        if (questions.Count > MaxQuestions)
        {
            return false;
        }

        var index = questions.Select((q, i) => (Key(q), i)).ToDictionary(q => q.Item1, q => q.i, StringComparer.Ordinal);
        var pairs = (from i in Enumerable.Range(0, questions.Count) from j in Enumerable.Range(0, questions.Count) where i != j select (i, j)).ToList();
        var exclusive = pairs.Where(p => p.i < p.j && Excludes(questions[p.i], questions[p.j])).Select(p => (1 << p.i) | (1 << p.j)).ToList();
        var implied = pairs.Where(p => Implies(questions[p.i], questions[p.j])).Select(p => (If: 1 << p.i, Then: 1 << p.j)).ToList();
        for (var answers = 0; answers < 1 << questions.Count; answers++)
        {
            if (exclusive.TrueForAll(e => (answers & e) != e) && implied.TrueForAll(p => (answers & p.If) == 0 || (answers & p.Then) != 0)
                && Answer(narrow, all, index, answers) && !Answer(wide, all, index, answers))
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<FieldDetection> Fields(Detection detection) => detection switch
    {
        AllDetection all => all.Parts.SelectMany(Fields),
        AnyDetection any => any.Parts.SelectMany(Fields),
        NotDetection not => Fields(not.Inner),
        _ => [(FieldDetection)detection],
    };

    // A short list is a question for each of its values where another list shares some of them.
    private static IEnumerable<FieldDetection> Single(FieldDetection field, List<FieldDetection> all) =>
        field.Values.Length is > 1 and <= MaxSplit && !IsAll(field) && all.Exists(o => o.Key == field.Key && Key(o) != Key(field) && o.Values.Any(field.Values.Contains))
            ? field.Values.Select(v => field with { Values = [v] }) : [field];

    private static string Key(FieldDetection field) => $"{field.Key} {string.Join('\u0001', field.Values.Select(v => $"{v.Kind}{v.Text}").Order(StringComparer.Ordinal))}";

    private static bool IsAll(FieldDetection field) => field.Modifiers.EndsWith("all", StringComparison.Ordinal);

    // Two numbers, or two texts that differ by more than case, are not in one field at once.
    private static bool Excludes(FieldDetection one, FieldDetection other) => one.Field == other.Field && one.Modifiers.Length == 0 && other.Modifiers.Length == 0
        && one.Values.All(a => other.Values.All(b => a.Kind == b.Kind && a.Kind is SigmaValueKind.Literal or SigmaValueKind.Number && !a.Text.Equals(b.Text, StringComparison.OrdinalIgnoreCase)));

    // What equals "a.b" contains "b", and a list holds where a part of it does.
    private static bool Implies(FieldDetection narrow, FieldDetection wide)
    {
        var comparison = wide.Modifiers.EndsWith("cased", StringComparison.Ordinal) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        var (from, to) = (narrow.Modifiers.Split('|')[0], wide.Modifiers.Split('|')[0]);
        if (narrow.Field != wide.Field || IsAll(narrow) || IsAll(wide) || (comparison == StringComparison.Ordinal && !narrow.Modifiers.EndsWith("cased", StringComparison.Ordinal)))
        {
            return false;
        }

        return narrow.Values.All(n => wide.Values.Any(w => n == w && narrow.Modifiers == wide.Modifiers || (n.Kind == SigmaValueKind.Literal && w.Kind == SigmaValueKind.Literal && Plain(from) is { } f && Plain(to) switch
        {
            "contains" => f.Length >= 0 && n.Text.Contains(w.Text, comparison),
            "startswith" => f is "" or "startswith" && n.Text.StartsWith(w.Text, comparison),
            "endswith" => f is "" or "endswith" && n.Text.EndsWith(w.Text, comparison),
            "" => f.Length == 0 && n.Text.Equals(w.Text, comparison),
            _ => false,
        })));
    }

    private static string? Plain(string modifier) => modifier is "contains" or "startswith" or "endswith" or "" ? modifier : modifier == "cased" ? "" : null;

    private static bool Answer(Detection detection, List<FieldDetection> all, Dictionary<string, int> index, int answers) => detection switch
    {
        AllDetection parts => parts.Parts.All(p => Answer(p, all, index, answers)),
        AnyDetection parts => parts.Parts.Any(p => Answer(p, all, index, answers)),
        NotDetection not => !Answer(not.Inner, all, index, answers),
        _ => Single((FieldDetection)detection, all).Any(q => (answers & (1 << index[Key(q)])) != 0),
    };
}
