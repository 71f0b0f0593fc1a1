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

    // The lookups take their turns; what one has found no later one sees (emulator). A rewrite that is no text leaves what was found.
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

            var open = new List<(string Text, bool Done)> { (text(f), false) };
            for (var i = 0; i < from.Count; i++)
            {
                if (!from.Items[i].IsText || from.Items[i].AsText.Length == 0)
                {
                    throw new RunStopped("replace_strings() of a value that is no text, or an empty one, is not documented");
                }

                var (search, rewrite) = (from.Items[i].AsText, to.Items[i].IsText ? to.Items[i].AsText : from.Items[i].AsText);
                open = [.. open.SelectMany(p => p.Done ? [p] : Replaced(p.Text, search, rewrite))];
            }

            return Value.Of(string.Concat(open.Select(p => p.Text)));
        };
    }

    private static IEnumerable<(string Text, bool Done)> Replaced(string text, string search, string rewrite)
    {
        var parts = text.Split(search);
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
            {
                yield return (rewrite, true);
            }

            yield return (parts[i], false);
        }
    }
}
