using System.Text;
using System.Text.RegularExpressions;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;
using ContentGen.Kusto.RegularExpressions;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// The pattern of parse as one regular expression. Simple and relaxed: literal texts, captures as short as possible, up to the text's end.
/// Regex: the author's expressions, captures as long as possible, no anchors. A typed column before a * takes the shape of its type, in
/// regex mode everywhere (measured on the emulator).
/// </summary>
internal sealed class ParsePattern
{
    private const string Star = "(?:.*?)";

    private readonly Regex _regex;
    private readonly Regex? _unanchored;
    private readonly Regex? _otherStars;
    private readonly bool _relaxed;

    private ParsePattern(IReadOnlyList<Column> columns, Regex regex, Regex? unanchored, Regex? otherStars, bool relaxed)
    {
        Columns = columns;
        _regex = regex;
        _unanchored = unanchored;
        _otherStars = otherStars;
        _relaxed = relaxed;
    }

    public IReadOnlyList<Column> Columns { get; }

    public static ParsePattern Compile(BoundNode node)
    {
        var kind = OperatorParameters.Value(node, "kind") ?? "simple";
        var flags = OperatorParameters.Value(node, "flags") ?? "";
        if (flags.Any(f => f is not ('i' or 's' or 'm' or 'U')) || kind is not ("simple" or "relaxed" or "regex"))
        {
            throw QueryCompiler.Refuse($"parse kind={kind} flags={flags}", node);
        }

        var isRegex = kind == "regex";
        var text = new StringBuilder();
        var columns = new List<Column>();
        var parts = node.ChildrenOf("Patterns").ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            switch (parts[i].Kind)
            {
                case "StarExpression":
                    _ = text.Append(isRegex ? Star : @"[\s\S]*?");
                    break;
                case "StringLiteralExpression" or "CompoundStringLiteralExpression":
                    _ = text.Append(isRegex ? NonCapturing(parts[i].Constant!, parts[i]) : Escaped(parts[i].Constant!));
                    break;
                default:
                    var column = ColumnOf(parts[i]);
                    var before = i + 1 < parts.Count && parts[i + 1].Kind == "StarExpression";
                    _ = text.Append("(?<c").Append(columns.Count).Append('>').Append(Capture(column, isRegex, before, last: i + (before ? 2 : 1) >= parts.Count, parts[i])).Append(')');
                    columns.Add(column);
                    break;
            }
        }

        var starts = isRegex || parts is [{ Kind: "StarExpression" }, ..];
        var inner = text + (isRegex ? "" : @"\z");
        var prefix = flags.Length > 0 ? $"(?{flags})" : "";
        var unanchored = Make(prefix + inner, node);

        // Under U what was short is long; whether that goes for the * too is not documented, so both must find the same.
        var otherStars = isRegex && flags.Contains('U', StringComparison.Ordinal) ? Make(prefix + inner.Replace(Star, "(?-U:.*?)", StringComparison.Ordinal), node) : null;
        return new ParsePattern(columns, starts && isRegex ? unanchored : Make(prefix + @"\A" + inner, node), starts ? null : unanchored, otherStars, kind == "relaxed");
    }

    /// <summary>The columns' values; null where the text does not match.</summary>
    public Value[]? Match(string text)
    {
        var match = _regex.Match(text);
        if (!match.Success)
        {
            if (_unanchored?.IsMatch(text) == true)
            {
                throw new RunStopped("a pattern of parse without a leading * is found inside of the text: whether that matches is not documented");
            }

            return null;
        }

        if (_otherStars?.Match(text) is { } other && Enumerable.Range(1, Columns.Count).Any(i => other.Groups[i].Value != match.Groups[i].Value))
        {
            throw new RunStopped("a * of parse under the flag U that has several ways to match");
        }

        var values = new Value[Columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Convert(match.Groups[i + 1].Value, Columns[i].Type);
            if (values[i].IsNull && !_relaxed)
            {
                return null;
            }
        }

        return values;
    }

    private static Column ColumnOf(BoundNode part)
    {
        if (part.Kind == "NameDeclaration")
        {
            return new Column(part.Name!, ScalarType.String);
        }

        var name = part.Child("Name") ?? throw QueryCompiler.Refuse("a pattern of an unknown form", part);
        return new Column(name.Name!, ScalarTypes.Find(name.Type?.Name ?? "") ?? throw QueryCompiler.Refuse("a column of an unknown type", part));
    }

    private static string Capture(Column column, bool isRegex, bool beforeStar, bool last, BoundNode node)
    {
        if (column.Type == ScalarType.String)
        {
            return isRegex ? ".*" : @"[\s\S]*?";
        }

        if (column.Type is ScalarType.Decimal or ScalarType.Dynamic || ((isRegex || beforeStar) && column.Type is ScalarType.TimeSpan or ScalarType.Guid) || (isRegex && last && column.Type is ScalarType.DateTime))
        {
            throw QueryCompiler.Refuse($"a column of type {column.Type.Name()} in this place of a pattern", node);
        }

        if (!isRegex && !beforeStar)
        {
            return @"[\s\S]*?";
        }

        var shape = column.Type switch
        {
            ScalarType.Int or ScalarType.Long => @"\s*[-+]?\d+",
            ScalarType.Real => isRegex ? @"\s*[-+]?\d+(?:\.\d+)?" : @"\s*[-+]?\d*\.?\d+",
            ScalarType.Bool => isRegex ? "(?:true|false)" : @"(?:true|false|\d+)",
            ScalarType.DateTime when isRegex => ".*?",
            _ => throw QueryCompiler.Refuse($"a column of type {column.Type.Name()} before a *", node),
        };
        return last && beforeStar ? $"(?:{shape})?" : shape;
    }

    // Text that is read as a type: whole numbers for integers and bools, the forms of todatetime().
    private static Value Convert(string text, ScalarType type) =>
        type == ScalarType.Real && text.AsSpan().Trim().Length == 0 ? Value.Null : Casts.To(Value.Of(text), type);

    private static string Escaped(string text) => Regex.Escape(text);

    // Groups of the author's do not capture; one that is not closed is text.
    private static string NonCapturing(string pattern, BoundNode node)
    {
        var text = new StringBuilder();
        var inClass = false;
        var depth = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            _ = text.Append(c);
            if (c == '\\' && i + 1 < pattern.Length)
            {
                _ = text.Append(pattern[++i]);
            }
            else if (c is '[' or ']')
            {
                inClass = c == '[';
            }
            else if (!inClass && c == '(')
            {
                depth++;
                if (i + 1 >= pattern.Length || pattern[i + 1] != '?')
                {
                    _ = text.Append("?:");
                }
            }
            else if (!inClass && c == ')' && --depth < 0)
            {
                throw QueryCompiler.Refuse("a parenthesis in a pattern that is not balanced", node);
            }
        }

        return depth == 0 ? text.ToString() : throw QueryCompiler.Refuse("a parenthesis in a pattern that is not balanced", node);
    }

    private static Regex Make(string pattern, BoundNode node)
    {
        var (regex, wrong) = KustoRegex.Translate(pattern);
        return regex ?? throw QueryCompiler.Refuse($"a pattern that cannot be matched offline: {wrong}", node);
    }
}
