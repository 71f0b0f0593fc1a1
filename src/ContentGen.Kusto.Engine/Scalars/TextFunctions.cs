using System.Text;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>strcat() and its kind, lengths, case, and whole texts turned into others.</summary>
internal static class TextFunctions
{
    private const int MaxRepeats = 1024;

    public static void Register(FunctionTable table)
    {
        table.Add("strcat", call => Join(call, 0, _ => ""));
        table.Add("strcat_delim", call => Join(call, 1, call.Text(0)));
        table.Add("strcat_array", JoinArray);
        table.Alias("array_strcat", "strcat_array");
        table.Add("strlen", Lift.Text(t => Value.Of((long)t.EnumerateRunes().Count())));
        table.Add("string_size", Lift.Text(t => Value.Of((long)Encoding.UTF8.GetByteCount(t))));
        table.Add("toupper", Lift.Text(t => Value.Of(t.ToUpperInvariant())));
        table.Add("tolower", Lift.Text(t => Value.Of(t.ToLowerInvariant())));
        table.Add("reverse", Lift.Text(Reverse));
        table.Add("strcmp", Lift.Text((a, b) => Value.Of((long)Math.Sign(string.CompareOrdinal(a, b)))));
        table.Add("strrep", Repeat);
        table.Add("translate", Translate);
    }

    private static Evaluate Join(FunctionCall call, int from, Func<Frame, string> delimiter)
    {
        var parts = Enumerable.Range(from, call.Count - from).Select(call.Text).ToArray();
        return f => Value.Of(string.Join(delimiter(f), parts.Select(p => p(f))));
    }

    // "An array of dynamic values": anything else has no documented result.
    private static Evaluate JoinArray(FunctionCall call)
    {
        var array = call.Of(0);
        var delimiter = call.Text(1);
        return f => array(f) switch
        {
            { AsArray: { } items } => Value.Of(string.Join(delimiter(f), items.Items.Select(ValueText.Of))),
            { IsNull: true } => Value.Of(""),
            _ => throw new RunStopped("strcat_array() of a value that is no array"),
        };
    }

    private static Value Reverse(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        Array.Reverse(runes);
        return Value.Of(string.Concat(runes.Select(r => r.ToString())));
    }

    // "If multiplier is more than 1024 the text is repeated 1024 times."
    private static Evaluate Repeat(FunctionCall call)
    {
        var text = call.Text(0);
        var times = call.Long(1);
        var delimiter = call.Has(2) ? call.Text(2) : _ => "";
        return f => times(f) is > 0 and var n
            ? Value.Of(string.Join(delimiter(f), Enumerable.Repeat(text(f), (int)Math.Min((long)n, MaxRepeats))))
            : throw new RunStopped("strrep() with a multiplier that is not positive");
    }

    // A shorter list of replacements ends with its last character repeated: translate("abc", "x", "abc") is "xxx"; an empty one removes.
    private static Evaluate Translate(FunctionCall call)
    {
        Func<Frame, string> search = call.Text(0), replacement = call.Text(1), source = call.Text(2);
        return f =>
        {
            var from = search(f).EnumerateRunes().ToList();
            var to = replacement(f).EnumerateRunes().ToArray();
            var result = new StringBuilder();
            foreach (var rune in source(f).EnumerateRunes())
            {
                var at = from.IndexOf(rune);
                if (at < 0)
                {
                    _ = result.Append(rune.ToString());
                }
                else if (to.Length > 0)
                {
                    _ = result.Append(to[Math.Min(at, to.Length - 1)].ToString());
                }
            }

            return Value.Of(result.ToString());
        };
    }
}
