using System.Text.RegularExpressions;
using ContentGen.Core.Text;

namespace ContentGen.Checks.Kql;

/// <summary>What the author of a wrong word may have meant where KQL itself, not the workspace, has the names.</summary>
internal static partial class WordHint
{
    /// <summary>Tabular operators (documentation of KQL).</summary>
    public static IReadOnlyList<string> Operators { get; } =
    [
        "as", "consume", "count", "distinct", "evaluate", "extend", "facet", "find", "fork", "getschema", "invoke", "join", "limit", "lookup", "make-graph", "make-series",
        "mv-apply", "mv-expand", "order", "parse", "parse-kv", "parse-where", "partition", "project", "project-away", "project-keep", "project-rename", "project-reorder",
        "reduce", "render", "sample", "sample-distinct", "scan", "search", "serialize", "sort", "summarize", "take", "top", "top-hitters", "top-nested", "union", "where",
    ];

    /// <summary>Scalar types (documentation of KQL).</summary>
    public static IReadOnlyList<string> Types { get; } = ["bool", "datetime", "decimal", "dynamic", "guid", "int", "long", "real", "string", "timespan"];

    /// <summary>Null when nothing is like the word.</summary>
    public static NameHint? For(QueryContext context, TextSpan span, IReadOnlyCollection<string> names)
    {
        var word = context.Text.Substring(span.Start, Math.Min(span.Length, context.Text.Length - span.Start));
        return word.Length == 0 || names.Contains(word) || NearestName.Find(word, names) is not { } nearest ? null : new NameHint(
            $"did you mean '{nearest}'?",
            string.Equals(word, nearest, StringComparison.OrdinalIgnoreCase) ? new QueryEdit($"Write '{nearest}'", span, nearest) : null);
    }

    /// <summary>The words that a message of the library lists: "Expected one of: inner, leftanti".</summary>
    public static List<string> ExpectedBy(string message) =>
        message.IndexOf(": ", StringComparison.Ordinal) is > 0 and var at ? [.. Words().Matches(message[at..]).Select(m => m.Value).Where(w => w != "or")] : [];

    /// <summary>The names of <c>starttime:datetime=datetime(null), pack:bool=false</c>.</summary>
    public static IEnumerable<string> ParametersOf(string parameters) => Parameter().Matches(parameters).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"[A-Za-z][\w-]*")]
    private static partial Regex Words();

    [GeneratedRegex(@"(?:^|,)\s*([A-Za-z_]\w*)\s*:")]
    private static partial Regex Parameter();
}
