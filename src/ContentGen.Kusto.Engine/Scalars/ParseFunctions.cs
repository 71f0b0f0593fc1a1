using System.Globalization;
using System.Text;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>parse_csv(), parse_version(), parse_command_line(), parse_path(), extract_json().</summary>
internal static class ParseFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("parse_csv", Lift.Text(Csv));
        table.Add("parse_version", Lift.Text(Version));
        table.Add("parse_command_line", CommandLine);
        table.Add("extract_json", ExtractJson);
        table.Alias("extractjson", "extract_json");
        table.Add("format_bytes", FormatBytes);
    }

    // RFC 4180; only the first record counts.
    private static Value Csv(string text)
    {
        var fields = new List<Value>();
        for (var at = 0; ;)
        {
            var field = new StringBuilder();
            if (at < text.Length && text[at] == '"')
            {
                for (at++; at < text.Length && (text[at] != '"' || (at + 1 < text.Length && text[at + 1] == '"')); at++)
                {
                    at += text[at] == '"' ? 1 : 0;
                    _ = field.Append(text[at]);
                }

                if (at >= text.Length || (at + 1 < text.Length && text[at + 1] is not (',' or '\r' or '\n')))
                {
                    throw new RunStopped("parse_csv() of a quoted field that does not end before a comma is not documented");
                }

                at++;
            }
            else
            {
                var end = text.AsSpan(at).IndexOfAny(",\r\n");
                end = end < 0 ? text.Length : at + end;
                _ = field.Append(text, at, end - at);
                at = end;
            }

            fields.Add(Value.Of(field.ToString()));
            if (at >= text.Length || text[at] != ',')
            {
                return Value.Of(new DynamicArray(fields));
            }

            at++;
        }
    }

    // Up to four numbers of up to eight digits, each worth 10^8 of the next; what is missing is 0.
    private static Value Version(string text)
    {
        var parts = text.Split('.');
        var version = 0m;
        for (var i = 0; i < 4; i++)
        {
            var part = i < parts.Length ? parts[i] : "0";
            if (part.Length is 0 or > 8 || !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return Value.Null;
            }

            // Kusto's decimal has 34 digits, ours 28.
            version = version < 100_000_000_000_000_000_000m ? (version * 100_000_000m) + number : throw new RunStopped("parse_version() of a version of more than 28 digits");
        }

        return parts.Length <= 4 ? Value.Of(version) : Value.Null;
    }

    // As Windows' CommandLineToArgvW: blanks part arguments, quotes keep them together, backslashes escape a quote behind them.
    private static Evaluate CommandLine(FunctionCall call)
    {
        if (!call.ConstantText(1).Equals("windows", StringComparison.OrdinalIgnoreCase))
        {
            throw call.Refuse("only the parser 'windows' is documented");
        }

        var text = call.Text(0);
        return f => text(f) is { Length: > 0 } line ? Value.Of(new DynamicArray([.. Arguments(line).Select(a => Value.Of(a))])) : Value.Null;
    }

    private static IEnumerable<string> Arguments(string line)
    {
        var at = 0;
        yield return Program(line, ref at);
        while (true)
        {
            at = SkipBlanks(line, at);
            if (at >= line.Length)
            {
                yield break;
            }

            yield return Argument(line, ref at);
        }
    }

    private static int SkipBlanks(string line, int at)
    {
        while (at < line.Length && line[at] is ' ' or '\t')
        {
            at++;
        }

        return at;
    }

    // In the program's name quotes only group and backslashes stand for themselves.
    private static string Program(string line, ref int at)
    {
        if (line[0] == '"')
        {
            var close = line.IndexOf('"', 1);
            at = close < 0 ? line.Length : close + 1;
            return line[1..(close < 0 ? line.Length : close)];
        }

        var end = line.AsSpan().IndexOfAny(" \t");
        at = end < 0 ? line.Length : end;
        return line[..at];
    }

    private static string Argument(string line, ref int at)
    {
        var argument = new StringBuilder();
        var quoted = false;
        while (at < line.Length && (quoted || line[at] is not (' ' or '\t')))
        {
            var slashes = 0;
            while (at < line.Length && line[at] == '\\')
            {
                slashes++;
                at++;
            }

            if (at >= line.Length || line[at] != '"')
            {
                _ = argument.Append('\\', slashes);
                _ = slashes == 0 ? argument.Append(line[at++]) : argument;
                continue;
            }

            _ = argument.Append('\\', slashes / 2);
            at++;
            if (slashes % 2 == 1)
            {
                _ = argument.Append('"');
            }
            else if (quoted && at < line.Length && line[at] == '"')
            {
                _ = argument.Append('"');
                at++;
                quoted = false;
            }
            else
            {
                quoted = !quoted;
            }
        }

        return argument.ToString();
    }

    private static Evaluate ExtractJson(FunctionCall call)
    {
        var steps = JsonPath.Parse(call.ConstantText(0)) ?? throw call.Refuse($"the path '{call.ConstantText(0)}'");
        var text = call.Text(1);
        var type = call.Type;
        return f => DynamicJson.TryParse(text(f), out var json) ? Casts.To(JsonPath.At(json, steps), type) : Casts.To(Value.Null, type);
    }

    private static Evaluate FormatBytes(FunctionCall call)
    {
        string[] units = ["Bytes", "KB", "MB", "GB", "TB", "PB", "EB"];
        var size = call.Real(0);
        var precision = call.Long(1, 0);
        var unit = call.Has(2) ? Array.IndexOf(units, call.ConstantText(2)) : -1;
        if (call.Has(2) && unit < 0 && call.ConstantText(2).Length > 0)
        {
            throw call.Refuse($"the unit '{call.ConstantText(2)}'");
        }

        return f =>
        {
            if (size(f) is not (>= 0 and < 1e18 and var bytes) || precision(f) is not (>= 0 and <= 9 and var digits))
            {
                throw new RunStopped("format_bytes() of this size or precision is not documented");
            }

            var power = unit >= 0 ? unit : bytes < 1 ? 0 : Math.Min((int)Math.Log(bytes, 1024), 6);
            var number = Math.Round(bytes / Math.Pow(1024, power), (int)digits, MidpointRounding.AwayFromZero);
            return Value.Of($"{number.ToString($"0.{new string('#', (int)digits)}", CultureInfo.InvariantCulture)} {units[power]}");
        };
    }
}
