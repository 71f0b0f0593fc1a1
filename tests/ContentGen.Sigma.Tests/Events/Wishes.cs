using System.Globalization;
using System.Text.RegularExpressions;
using ContentGen.Kusto.Binding;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>
/// What the filters of a query ask of its tables' rows, and values that meet it: alternatives by chance, what is negated is left alone.
/// It need not be right, only often: the engine says which rows the query finds.
/// </summary>
internal sealed class Wishes
{
    private const int MaxDepth = 24;
    private const int MaxElements = 4;

    private readonly QueryValues _values;
    private readonly List<Wish> _all = [];
    private readonly List<Wish> _unpacked = [];
    private int _applied;

    public Wishes(BoundQuery query, QueryValues values)
    {
        _values = values;
        _all.AddRange(Result(query.Tree!.Root) is { } result ? Read(result, 0) : []);
    }

    /// <summary>What is asked of the rows of a table before columns are made of what is found in them.</summary>
    public IEnumerable<Wish> Unpacked(string table) => _unpacked.Where(w => w.Table == table);

    public IReadOnlyList<Wish> Of(string table) => [.. _all.Where(w => w.Table == table)];

    /// <summary>The values that meet a wish, by path: <c>Properties.user</c>.</summary>
    public IReadOnlyList<(string Path, string Value)> Grant(Wish wish, Random random)
    {
        var wanted = new List<(string Path, Place Place, string Value)>();
        foreach (var (oneOf, element) in wish.Conditions)
        {
            var asked = new List<(string Path, Place Place, string Value)>();
            Meet(oneOf[random.Next(oneOf.Count)], random, asked);
            wanted.AddRange(element is { } number ? asked.Select(a => a with { Path = Element(a.Path, number) }) : asked);
        }

        // What extract takes out of a text is put in there, the last first.
        foreach (var (name, pattern, group, of) in Enumerable.Reverse(_values.Extracted).Where(e => wanted.Exists(w => w.Path == e.Name)))
        {
            if (Value(wanted, name) is { } value && (value is "" or "qqq" ? PatternSample.Of(pattern, random) : PatternSample.Of(pattern, random, group, value)) is { } sample)
            {
                wanted.AddRange(_values.Paths(of).Select(p => (p, Place.Inside, sample)));
            }
        }

        // What parse takes apart is put together, the last first.
        foreach (var (text, parts) in Enumerable.Reverse(_values.Parsed))
        {
            if (parts.Any(p => wanted.Exists(w => w.Path == p.Name)))
            {
                wanted.AddRange(_values.PathsOf(text).Select(p => (p, Place.Whole, string.Concat(parts.Select(part => part.Name is { } name ? Value(wanted, name) ?? "7" : part.Text)))));
            }
        }

        return [.. wanted.Select(w => w.Path).Distinct(StringComparer.Ordinal).Select(p => (p, Parted(p, Value(wanted, p)!)))];
    }

    // What the query splits has parts.
    private string Parted(string path, string value) => value.Length > 0 && _values.Separators.TryGetValue(Plain(path), out var sign) && !value.Contains(sign, StringComparison.Ordinal) ? string.Join(sign, value, "qqq", "qqq") : value;

    private static string Plain(string path) => string.Join('.', path.Split('.').Where(p => p.Length > 2 || !p.All(char.IsAsciiDigit)));

    // Behind the innermost list that the path goes through.
    private string Element(string path, int number)
    {
        var list = _values.Expanded.Where(e => path.StartsWith(e + ".", StringComparison.Ordinal)).OrderByDescending(e => e.Length).FirstOrDefault();
        return list is null ? path : string.Create(CultureInfo.InvariantCulture, $"{list}.{number}{path[list.Length..]}");
    }

    private static string? Value(List<(string Path, Place Place, string Value)> all, string path)
    {
        var wanted = all.Where(w => w.Path == path).ToList();
        var inside = wanted.Where(w => w.Place == Place.Inside).Select(w => w.Value).Distinct(StringComparer.Ordinal).ToList();
        var parts = string.Join(' ', inside.Where(i => !inside.Exists(o => o != i && o.Contains(i, StringComparison.OrdinalIgnoreCase))));
        return wanted.Count == 0 ? null
            : wanted.FindLast(w => w.Place == Place.Whole) is { Value: { } whole } ? whole
            : wanted.Find(w => w.Place == Place.Start).Value + parts + wanted.Find(w => w.Place == Place.End).Value is { Length: > 0 } made ? made
            : wanted.Exists(w => w.Place == Place.Any) ? "qqq" : "";
    }

    private static BoundNode? Result(BoundNode block) => block.Children.LastOrDefault(c => c.Kind == "ExpressionStatement")?.Child("Expression") ?? block.Child("Expression");

    private List<Wish> Read(BoundNode node, int depth)
    {
        if (depth > MaxDepth)
        {
            return [];
        }

        switch (node.Kind)
        {
            case "PipeExpression":
                return Piped(Read(node.Child("Expression")!, depth + 1), node.Child("Operator")!, depth);
            case "UnionOperator":
                return Piped([], node, depth);
            case "ParenthesizedExpression" or "MaterializeExpression":
                return Read(node.Child("Expression") ?? node.Children[0], depth + 1);
            case "FunctionCallExpression" when node.Symbol?.Name == "table" && node.Child("ArgumentList")?.Children is [{ Constant: { } table }, ..]:
                return [new Wish(table, [])];
            case "NameReference" or "FunctionCallExpression" when node.Symbol is { Kind: "table" } || (node.Symbol is { Kind: "workspace-function" } && node.Body is null):
                return [new Wish(node.Symbol.Name, [])];
            case "NameReference" or "FunctionCallExpression" when node.Body is { } body:
                return Result(body.Root) is { } inner ? Read(inner, depth + 1) : [];
            case "NameReference":
                return [.. _values.Let(node.Name ?? "").SelectMany(l => Read(l, depth + 1))];
            case "FunctionCallExpression":
                return [.. (node.Child("ArgumentList")?.Children ?? []).Where(a => a.Type is { IsTable: true }).SelectMany(a => Read(a, depth + 1))];
            default:
                return [];
        }
    }

    private List<Wish> Piped(List<Wish> before, BoundNode operation, int depth)
    {
        var element = operation.Kind == "MvApplyOperator" ? _applied++ % MaxElements : (int?)null;
        List<(IReadOnlyList<BoundNode>, int?)> asked = operation.Kind switch
        {
            "FilterOperator" => [([operation.Child("Condition")!], null)],
            "MvApplyOperator" => [.. operation.Descendants().Where(d => d.Kind == "FilterOperator").Select(d => ((IReadOnlyList<BoundNode>)[d.Child("Condition")!], element))],
            "SummarizeOperator" when Predicates(operation) is { Count: > 0 } predicates => [(predicates, null)],
            _ => [],
        };
        if (operation.Kind == "EvaluateOperator")
        {
            _unpacked.AddRange(before);
        }

        List<Wish> after = [.. before.Select(w => w with { Conditions = [.. w.Conditions, .. asked] })];
        if (operation.Kind is "JoinOperator" or "LookupOperator" && operation.Child("Expression") is { } right)
        {
            after.AddRange(Read(right, depth + 1));
        }

        after.AddRange(operation.Kind == "UnionOperator" ? operation.ChildrenOf("Expressions").SelectMany(e => Read(e, depth + 1)) : []);

        // x in (rows): these must be there too.
        var among = operation.Kind != "FilterOperator" ? [] : operation.Descendants().Where(d => d.Kind is "InExpression" or "InCsExpression")
            .SelectMany(d => d.Child("Right")?.ChildrenOf("Expressions").Where(e => e.Type is { IsTable: true }).SelectMany(e => Read(e, depth + 1)) ?? []).ToList();
        after = [.. after.Select(w => among.Find(a => a.Table == w.Table) is { } same ? w with { Conditions = [.. w.Conditions, .. same.Conditions] } : w)];
        after.AddRange(operation.Kind == "FilterOperator" ? operation.Descendants().Where(d => d.Role == "Expressions" && d.Type is { IsTable: true }).SelectMany(d => Read(d, depth + 1)) : []);
        return after;
    }

    // countif(x): one of them is for this row.
    private static List<BoundNode> Predicates(BoundNode summarize) =>
    [
        .. summarize.Descendants().Where(d => d.Kind == "FunctionCallExpression" && d.Symbol?.Name.EndsWith("if", StringComparison.Ordinal) == true && d.Symbol.Kind == "aggregate")
            .Select(d => d.Child("ArgumentList")?.Children.LastOrDefault(a => a.Type?.Name == "bool")).OfType<BoundNode>(),
    ];

    private void Meet(BoundNode node, Random random, List<(string Path, Place Place, string Value)> wanted)
    {
        switch (node.Kind)
        {
            case "ParenthesizedExpression":
                Meet(node.Child("Expression")!, random, wanted);
                return;
            case "AndExpression":
                Meet(node.Child("Left")!, random, wanted);
                Meet(node.Child("Right")!, random, wanted);
                return;
            case "OrExpression":
                Meet(node.Child(random.Next(2) == 0 ? "Left" : "Right")!, random, wanted);
                return;
        }

        // f(x) == true, f(x) == false
        if (node.Kind == "EqualExpression" && node.Child("Right")?.Constant is "true" or "false" && node.Child("Left") is { } asked && _values.Computed(asked) is { Kind: "FunctionCallExpression", Type.Name: "bool" } call)
        {
            if (node.Child("Right")!.Constant == "true")
            {
                Meet(call, random, wanted);
            }
            else if (call.Symbol?.Name == "ipv4_is_private")
            {
                wanted.AddRange(_values.Paths(call).Select(p => (p, Place.Whole, "203.0.113.9")));
            }

            return;
        }

        if (Wanted(node, random) is var (place, value))
        {
            wanted.AddRange(_values.Paths(node.Child("Left") ?? node).Select(p => (p, place, value)));
        }
    }

    private (Place Place, string Value)? Wanted(BoundNode node, Random random)
    {
        if (node.Kind == "FunctionCallExpression")
        {
            return node.Symbol?.Name switch
            {
                "isnotempty" or "isnotnull" => (Place.Any, ""),
                "isempty" or "isnull" => (Place.Whole, ""),
                "ipv4_is_private" => (Place.Whole, "10.0.0.7"),
                "not" when node.Descendants().Any(d => d.Symbol?.Name == "ipv4_is_private") => (Place.Whole, "203.0.113.9"),
                _ => null,
            };
        }

        if (node.Kind == "BetweenExpression")
        {
            return _values.Constants(node.Child("Right")!).FirstOrDefault() is { } low ? (Place.Whole, low) : null;
        }

        if (node.Child("Left") is { } asked && _values.Computed(asked).Symbol?.Kind == "aggregate")
        {
            return null;
        }

        // A list that only a workspace or the net has.
        if (node.Kind is "InExpression" or "InCsExpression" or "HasAnyExpression" && node.Child("Right") is { } list && list.ChildrenOf("Expressions").Any(IsListed))
        {
            return (Place.Whole, WatchlistRows.Listed);
        }

        var constants = node.Child("Right") is { } right ? _values.Constants(right).Where(c => c.Length < 400).ToList() : [];
        if (constants.Count == 0 || node.Token("Operator") is not { } sign)
        {
            return null;
        }

        var one = constants[random.Next(constants.Count)];
        if (sign is ">" or ">=" && int.TryParse(one, CultureInfo.InvariantCulture, out var least) && least < 10_000 && _values.Computed(node.Child("Left")!) is { Kind: "FunctionCallExpression" } call)
        {
            switch (call.Symbol?.Name)
            {
                case "strlen":
                    return (Place.Inside, new string('q', least + 1));
                case "countof" when _values.Constants(call).LastOrDefault() is { } counted && least < 100:
                    return (Place.Inside, string.Concat(Enumerable.Repeat("q" + counted, least + 1)) + "q");
            }
        }

        return sign switch
        {
            "==" or "=~" or "in" or "in~" or ">=" or "<=" => (Place.Whole, one),
            "contains" or "contains_cs" or "has" or "has_cs" or "has_any" or "hasprefix" or "hassuffix" => (Place.Inside, one),
            "startswith" or "startswith_cs" => (Place.Start, one),
            "endswith" or "endswith_cs" => (Place.End, one),
            "has_all" => (Place.Inside, string.Join(' ', constants)),
            "matches regex" => PatternSample.Of(Regex.Replace(one, @"\A\(\?[a-z]+\)", ""), random) is { } sample ? (Place.Inside, sample) : null,
            ">" or "<" => double.TryParse(one, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? (Place.Whole, (number + (sign == ">" ? 1 : -1)).ToString(CultureInfo.InvariantCulture)) : null,
            "!=" or "!~" or "<>" when one.Length == 0 => (Place.Any, ""),
            _ => null,
        };
    }

    private bool IsListed(BoundNode rows) => rows.Kind == "ExternalDataExpression" || rows.Symbol?.Name == "_GetWatchlist"
        || (rows.Kind == "NameReference" && _values.Let(rows.Name ?? "").Any(IsListed)) || (rows.Kind is "PipeExpression" or "ParenthesizedExpression" && rows.Child("Expression") is { } inner && IsListed(inner));

    private enum Place
    {
        Any,
        Whole,
        Start,
        Inside,
        End,
    }
}
