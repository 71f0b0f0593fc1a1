using System.Globalization;
using System.Text;

namespace ContentGen.Core.Edits;

/// <summary>What changed in a file, in the form that `git apply` and `patch` take: three lines of context, a/ and b/ before the path.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>The difference with line feeds between its lines; empty when there is none.</summary>
    public static string Between(string path, string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        var changes = LineDifference.Between(old, now);
        if (changes.Count == 0)
        {
            return "";
        }

        var diff = new StringBuilder();
        diff.Append(CultureInfo.InvariantCulture, $"--- a/{path}\n+++ b/{path}\n");
        for (var i = 0; i < changes.Count;)
        {
            var last = i;
            while (last + 1 < changes.Count && changes[last + 1].Before - (changes[last].Before + changes[last].Removed) <= 2 * Context)
            {
                last++;
            }

            Hunk(diff, old, now, changes[i..(last + 1)]);
            i = last + 1;
        }

        return diff.ToString();
    }

    private static void Hunk(StringBuilder diff, List<string> old, List<string> now, List<LineChange> changes)
    {
        var (first, last) = (changes[0], changes[^1]);
        var lead = Math.Min(Context, first.Before);
        var tail = Math.Min(Context, old.Count - (last.Before + last.Removed));
        var (start, end) = (first.Before - lead, last.Before + last.Removed + tail);
        var (nowStart, nowEnd) = (first.After - lead, last.After + last.Added + tail);
        diff.Append(CultureInfo.InvariantCulture, $"@@ -{Range(start, end)} +{Range(nowStart, nowEnd)} @@\n");
        var at = start;
        foreach (var change in changes)
        {
            Put(diff, ' ', old, at, change.Before);
            Put(diff, '-', old, change.Before, change.Before + change.Removed);
            Put(diff, '+', now, change.After, change.After + change.Added);
            at = change.Before + change.Removed;
        }

        Put(diff, ' ', old, at, end);
    }

    private static string Range(int start, int end) =>
        string.Create(CultureInfo.InvariantCulture, $"{(end > start ? start + 1 : start)},{end - start}");

    private static void Put(StringBuilder diff, char mark, List<string> lines, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            diff.Append(mark).Append(lines[i]);
            if (!lines[i].EndsWith('\n'))
            {
                diff.Append("\n\\ No newline at end of file\n");
            }
        }
    }

    // With their line feeds, so that a changed line ending is a change.
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }
}
