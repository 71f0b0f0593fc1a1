using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Texts;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>substring(), indexof(), split(), countof(): places in texts, counted in characters.</summary>
internal static class TextPlaceFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("substring", Substring);
        table.Add("indexof", IndexOf);
        table.Add("indexof_regex", IndexOfRegex);
        table.Add("split", Split);
        table.Add("countof", CountOf);
        table.Add("has_any_index", HasAnyIndex);
    }

    // A negative start counts from the end; both ends are clamped; a null start or length makes the result null.
    private static Evaluate Substring(FunctionCall call)
    {
        var text = call.Text(0);
        var start = call.Long(1);
        var length = call.Long(2, long.MaxValue);
        return f =>
        {
            var source = Plain(text(f));
            if (start(f) is not { } from || length(f) is not { } count)
            {
                return Value.Of("");
            }

            from = Math.Clamp(from < 0 ? from + source.Length : from, 0, source.Length);
            count = Math.Clamp(count, 0, source.Length - from);
            return Value.Of(source.Substring((int)from, (int)count));
        };
    }

    // The length limits where a match may start: indexof("abcdefg", "cde", 1, 2) is 2 on the emulator, against the documentation's comment.
    private static Evaluate IndexOf(FunctionCall call)
    {
        Func<Frame, string> text = call.Text(0), match = call.Text(1);
        Func<Frame, long?> start = call.Long(2, 0), length = call.Long(3, -1), occurrence = call.Long(4, 1);
        return f =>
        {
            if (start(f) is not { } from || length(f) is not { } count || occurrence(f) is not { } nth || count < -1 || nth < 0)
            {
                return Value.Null;
            }

            if (nth == 0 || match(f).Length == 0)
            {
                throw new RunStopped("indexof() of an empty text, or of occurrence 0, is not documented");
            }

            var (source, wanted) = (Plain(text(f)), match(f));
            from = Math.Clamp(from < 0 ? from + source.Length : from, 0, source.Length);
            var end = count < 0 ? source.Length : Math.Min(from + count, source.Length);
            for (var at = source.IndexOf(wanted, (int)from, StringComparison.Ordinal); at >= 0 && at < end; at = source.IndexOf(wanted, at + 1, StringComparison.Ordinal))
            {
                if (--nth == 0)
                {
                    return Value.Of((long)at);
                }
            }

            return Value.Of(-1L);
        };
    }

    private static Evaluate IndexOfRegex(FunctionCall call)
    {
        var text = call.Text(0);
        var regex = Patterns.Of(call, 1);
        Func<Frame, long?> start = call.Long(2, 0), length = call.Long(3, -1), occurrence = call.Long(4, 1);
        return f =>
        {
            if (start(f) is not { } from || length(f) is not { } count || occurrence(f) is not { } nth || from < 0 || count < -1 || nth < 0)
            {
                return Value.Null;
            }

            var source = Plain(text(f));
            var end = count < 0 ? source.Length : Math.Min(from + count, source.Length);
            if (nth == 0 || from > source.Length)
            {
                throw new RunStopped("indexof_regex() of occurrence 0, or behind the end, is not documented");
            }

            foreach (var found in regex(f).Matches(source, (int)from).Where(m => m.Index < end))
            {
                if (found.Index + found.Length > end)
                {
                    throw new RunStopped("indexof_regex(): a match reaches behind the examined length, which is not documented");
                }

                if (--nth == 0)
                {
                    return Value.Of((long)found.Index);
                }
            }

            return Value.Of(-1L);
        };
    }

    // With an index: an array of that one part.
    private static Evaluate Split(FunctionCall call)
    {
        Func<Frame, string> text = call.Text(0), delimiter = call.Text(1);
        var index = call.Has(2) ? call.Long(2) : null;
        return f =>
        {
            if (delimiter(f) is not { Length: > 0 } by)
            {
                throw new RunStopped("split() by an empty text is not documented");
            }

            var parts = text(f).Split(by).Select(p => Value.Of(p)).ToArray();
            if (index is null)
            {
                return Value.Of(new DynamicArray(parts));
            }

            return index(f) switch
            {
                >= 0 and var at when at < parts.Length => Value.Of(new DynamicArray([parts[(int)at]])),
                _ => throw new RunStopped("split() with an index that no part has"),
            };
        };
    }

    // Plain matches may overlap; those of a regex don't. An empty text is found nowhere (duckdb-kql, tests/test_countof_tobool.py, measured).
    private static Evaluate CountOf(FunctionCall call)
    {
        var text = call.Text(0);
        var kind = call.Has(2) ? call.ConstantText(2) : "normal";
        if (kind == "regex")
        {
            var regex = Patterns.Of(call, 1);
            return f => Value.Of((long)regex(f).Matches(text(f)).Count(m => m.Length > 0 ? true : throw new RunStopped("countof() with a regex that matches the empty text")));
        }

        if (kind != "normal")
        {
            throw call.Refuse($"kind '{kind}' is neither normal nor regex");
        }

        var search = call.Text(1);
        return f => Value.Of(Overlapping(text(f), search(f)));
    }

    private static long Overlapping(string text, string search)
    {
        var count = 0L;
        for (var at = search.Length == 0 ? -1 : text.IndexOf(search, StringComparison.Ordinal); at >= 0; at = text.IndexOf(search, at + 1, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    private static Evaluate HasAnyIndex(FunctionCall call)
    {
        var text = call.Text(0);
        var values = call.Of(1);
        return f =>
        {
            if (values(f).AsArray is not { } array)
            {
                throw new RunStopped("has_any_index() with values that are no array");
            }

            var source = text(f);
            for (var i = 0; i < array.Count; i++)
            {
                if (Terms.Has(source, ValueText.Of(array.Items[i]), Edges.Both, folded: true))
                {
                    return Value.Of((long)i);
                }
            }

            return Value.Of(-1L);
        };
    }

    // Places are counted in characters; beyond U+FFFF a character is two units here.
    private static string Plain(string text) =>
        text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : throw new RunStopped("places in a text with characters beyond U+FFFF are not documented");
}
