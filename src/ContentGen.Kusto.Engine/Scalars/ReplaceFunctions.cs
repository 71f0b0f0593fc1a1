using System.Text;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>replace_string() and replace_strings(): plain texts for others.</summary>
internal static class ReplaceFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("replace_string", ReplaceString);
        table.Add("replace_strings", ReplaceStrings);
    }

    private static Evaluate ReplaceString(FunctionCall call)
    {
        Func<Frame, string> text = call.Text(0), lookup = call.Text(1), rewrite = call.Text(2);
        return f => lookup(f) is { Length: > 0 } search
            ? Value.Of(text(f).Replace(search, rewrite(f), StringComparison.Ordinal))
            : throw new RunStopped("replace_string() of an empty text is not documented");
    }

    // One pass: at each place the first lookup that stands there wins, and what was replaced is not looked at again ("cat" to "dog", "dog" to "pigeon").
    private static Evaluate ReplaceStrings(FunctionCall call)
    {
        var text = call.Text(0);
        Evaluate lookups = call.Of(1), rewrites = call.Of(2);
        return f =>
        {
            if (lookups(f).AsArray is not { } from || rewrites(f).AsArray is not { } to || from.Count != to.Count)
            {
                throw new RunStopped("replace_strings() needs two arrays of the same length");
            }

            var search = from.Items.Select(ValueText.Of).ToArray();
            if (search.Contains(""))
            {
                throw new RunStopped("replace_strings() of an empty text is not documented");
            }

            return Value.Of(Replaced(text(f), search, [.. to.Items.Select(ValueText.Of)]));
        };
    }

    private static string Replaced(string text, string[] search, string[] rewrites)
    {
        var result = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var found = Array.FindIndex(search, s => string.CompareOrdinal(text, at, s, 0, s.Length) == 0);
            _ = found < 0 ? result.Append(text[at]) : result.Append(rewrites[found]);
            at += found < 0 ? 1 : search[found].Length;
        }

        return result.ToString();
    }
}
