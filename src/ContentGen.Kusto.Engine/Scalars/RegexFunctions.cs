using System.Text;
using System.Text.RegularExpressions;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;
using ContentGen.Kusto.RegularExpressions;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>extract(), extract_all(), replace_regex(), trim().</summary>
internal static class RegexFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("extract", Extract);
        table.Add("extract_all", ExtractAll);
        table.Alias("extractall", "extract_all");
        table.Add("replace_regex", call => Replace(call, source: 0, pattern: 1, rewrite: 2));
        table.Add("replace", call => Replace(call, source: 2, pattern: 0, rewrite: 1));
        table.Add("trim", call => Trim(call, start: true, end: true));
        table.Add("trim_start", call => Trim(call, start: true, end: false));
        table.Add("trim_end", call => Trim(call, start: false, end: true));
        table.Add("regex_quote", Lift.Text(t => Value.Of(KustoRegex.Quote(t))));
    }

    // No match: null, which a string shows as the empty text (emulator).
    private static Evaluate Extract(FunctionCall call)
    {
        var regex = Patterns.Of(call, 0);
        var group = call.Long(1);
        var source = call.Text(2);
        var type = call.Type;
        return f =>
        {
            var pattern = regex(f);
            if (group(f) is not { } number || number < 0 || number >= pattern.GetGroupNumbers().Length)
            {
                throw new RunStopped("extract(): the regular expression has no such group");
            }

            var found = pattern.Match(source(f));
            return found.Success ? Casts.To(Value.Of(found.Groups[(int)number].Value), type) : Casts.To(Value.Null, type);
        };
    }

    // One group gives a flat array, several an array for each match, no match null. Group numbers that do not exist are dropped; when none
    // is left it is as if none were given (duckdb-kql, tests/test_extract_all.py, measured on the emulator).
    private static Evaluate ExtractAll(FunctionCall call)
    {
        var regex = Patterns.Constant(call, 0);
        var count = regex.GetGroupNumbers().Length - 1;
        if (count is < 1 or > 16)
        {
            throw call.Refuse("Kusto wants a regular expression with 1 to 16 groups");
        }

        var groups = Enumerable.Range(1, count).ToArray();
        if (call.Count == 3)
        {
            if (call[1] is not { IsConstant: true, Constant: { AsArray: { } wanted } })
            {
                throw call.Refuse("the groups are not a constant array");
            }

            var names = wanted.Items.Any(i => i.IsText) ? GroupNames(call.ConstantText(0)) : [];
            if (wanted.Items.Any(i => i.Kind != ValueKind.Long && !(i.IsText && names.ContainsKey(i.AsText))))
            {
                throw call.Refuse("a group that the regular expression does not have");
            }

            var known = wanted.Items.Select(i => i.IsText ? names[i.AsText] : (int)Math.Clamp(i.AsLong, 0, count + 1)).Where(i => i >= 1 && i <= count).ToArray();
            groups = known.Length > 0 ? known : groups;
        }

        var source = call.Text(call.Count - 1);
        return f =>
        {
            var found = regex.Matches(source(f)).Select(m => groups.Length == 1 ? Value.Of(m.Groups[groups[0]].Value) : Value.Of(new DynamicArray([.. groups.Select(g => Value.Of(m.Groups[g].Value))]))).ToArray();
            return found.Length > 0 ? Value.Of(new DynamicArray(found)) : Value.Null;
        };
    }

    // "Named capture groups are allowed as well": each stands for its number.
    private static Dictionary<string, int> GroupNames(string pattern)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var (number, inClass) = (0, false);
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
            {
                i++;
            }
            else if (pattern[i] is '[' or ']')
            {
                inClass = pattern[i] == '[';
            }
            else if (pattern[i] == '(' && !inClass)
            {
                var rest = pattern.AsSpan(i + 1);
                var name = rest.StartsWith("?P<") ? rest[3..] : rest.StartsWith("?<") ? rest[2..] : [];
                number += rest.StartsWith("?") && name.IsEmpty ? 0 : 1;
                if (name.IndexOf('>') is > 0 and var end)
                {
                    names[name[..end].ToString()] = number;
                }
            }
        }

        return names;
    }

    private static Evaluate Replace(FunctionCall call, int source, int pattern, int rewrite)
    {
        var regex = Patterns.Of(call, pattern);
        Func<Frame, string> text = call.Text(source), template = call.Text(rewrite);
        if (call[rewrite].IsConstant && call[pattern].IsConstant)
        {
            var parts = Rewrite.Parse(call.ConstantText(rewrite), Patterns.Constant(call, pattern)) ?? throw call.Refuse("the rewrite has a backslash before something that is no group of the regular expression");
            return f => Value.Of(Replaced(regex(f), text(f), parts));
        }

        return f => Value.Of(Replaced(regex(f), text(f), Rewrite.Parse(template(f), regex(f)) ?? throw new RunStopped("replace_regex(): the rewrite names a group that does not exist")));
    }

    // An empty match right behind a match counts for nothing (RE2 and Rust's regex agree, .NET does not).
    private static string Replaced(Regex regex, string text, Rewrite rewrite)
    {
        var result = new StringBuilder();
        var (done, last) = (0, -1);
        foreach (var match in regex.Matches(text).Where(m => m.Success))
        {
            if (match.Length == 0 && match.Index == last)
            {
                continue;
            }

            rewrite.Append(result.Append(text, done, match.Index - done), match);
            done = last = match.Index + match.Length;
        }

        return result.Append(text, done, text.Length - done).ToString();
    }

    // "Removes all leading and trailing matches."
    private static Evaluate Trim(FunctionCall call, bool start, bool end)
    {
        var leading = start ? Patterns.Of(call, 0, p => $@"\A(?:{p})+") : null;
        var trailing = end ? Patterns.Of(call, 0, p => $@"(?:{p})+\z") : null;
        var source = call.Text(1);
        return f =>
        {
            var text = source(f);
            if (leading?.Invoke(f).Match(text) is { Success: true } before)
            {
                text = text[before.Length..];
            }

            if (trailing?.Invoke(f).Match(text) is { Success: true } after)
            {
                text = text[..after.Index];
            }

            return Value.Of(text);
        };
    }
}
