using System.Text.Json.Nodes;
using ContentGen.Kusto.Binding;

namespace ContentGen.Sigma.Tests.Events;

/// <summary>
/// The constants that a query compares each column with. Columns that are computed lead to those that they are computed from, lets to
/// what stands in them; a path into a dynamic column has dots.
/// </summary>
internal sealed class QueryValues
{
    private static readonly HashSet<string> Conditions = new(StringComparer.Ordinal)
    {
        "==", "!=", "=~", "!~", "in", "!in", "in~", "!in~", "contains", "!contains", "contains_cs", "!contains_cs", "startswith", "!startswith", "startswith_cs", "endswith", "!endswith",
        "endswith_cs", "has", "!has", "has_cs", "!has_cs", "has_any", "has_all", "hasprefix", "!hasprefix", "hassuffix", "!hassuffix", "matches regex", "<", "<=", ">", ">=", "<>",
    };

    private readonly Dictionary<string, HashSet<string>> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _from = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BoundNode> _computed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<BoundNode>> _lets = new(StringComparer.Ordinal);

    public QueryValues(BoundQuery query)
    {
        var nodes = query.Tree!.Root.Descendants().Concat(query.Tree.Bodies.SelectMany(b => b.Root.Descendants())).ToList();
        foreach (var node in nodes)
        {
            if (node.Kind == "LetStatement" && node.Child("Name")?.Name is { } let)
            {
                (_lets.TryGetValue(let, out var known) ? known : _lets[let] = []).Add(node.Child("Expression") ?? node);
            }
            else if (node.Kind == "SimpleNamedExpression" && node.Child("Name")?.Name is { } name && node.Child("Expression") is { } expression)
            {
                (_from.TryGetValue(name, out var known) ? known : _from[name] = new HashSet<string>(StringComparer.Ordinal)).UnionWith(Own(expression));
                _ = _computed.TryAdd(name, expression);
            }
        }

        // parse EventData with * 'Image">' Image "<" *
        foreach (var parts in nodes.Where(n => n.Kind == "ParseOperator" && n.Child("Expression")?.Name == "EventData").Select(n => n.ChildrenOf("Patterns").ToList()))
        {
            for (var i = 1; i < parts.Count; i++)
            {
                if (parts[i].Name is { } name && parts[i - 1].Constant is { } before && before.EndsWith("\">", StringComparison.Ordinal))
                {
                    EventFields.Add(before[(before.LastIndexOf('"', before.Length - 3) + 1)..^2]);
                    _from[name] = [$"EventData.{EventFields[^1]}"];
                }
            }
        }

        // mv-expand TargetResources.modifiedProperties makes TargetResources_modifiedProperties.
        foreach (var path in nodes.Where(n => n.Kind is "MvExpandExpression").Select(n => n.Child("Expression")).OfType<BoundNode>().Select(Path).OfType<string>().Where(p => p.Contains('.', StringComparison.Ordinal)))
        {
            _ = (_from.TryGetValue(path.Replace('.', '_'), out var known) ? known : _from[path.Replace('.', '_')] = new HashSet<string>(StringComparer.Ordinal)).Add(path);
        }

        Grouped.UnionWith(nodes.Where(n => n.Kind == "SummarizeOperator").SelectMany(n => n.Child("ByClause")?.Children ?? []).SelectMany(Own).SelectMany(c => Sources(c, 0)));
        Counted.UnionWith(nodes.Where(n => n.Symbol?.Name is "dcount" or "dcountif" or "count_distinct" or "make_set" or "makeset").SelectMany(n => n.Child("ArgumentList")?.Children.Take(1) ?? []).SelectMany(Own).SelectMany(c => Sources(c, 0)));
        Counted.ExceptWith(Grouped);
        Mentioned.UnionWith(nodes.Where(n => n is { Kind: "NameReference", Symbol.Kind: "column" }).Select(n => n.Symbol!.Name));
        foreach (var split in nodes.Where(n => n.Symbol?.Name == "split").Select(n => n.Child("ArgumentList")?.Children ?? []).Where(a => a.Length > 1 && a[1].Constant is { Length: > 0 }))
        {
            foreach (var path in Paths(split[0]))
            {
                Split[path] = string.Join(split[1].Constant, "qqq", "qqq", "qqq");
            }
        }

        Urls.UnionWith(nodes.Where(n => n.Symbol?.Name == "parse_url").SelectMany(n => n.Child("ArgumentList")?.Children ?? []).SelectMany(Own).SelectMany(c => Sources(c, 0)));
        Parsed.AddRange(nodes.Where(n => n.Kind is "ParseOperator" or "ParseWhereOperator" && !n.ChildrenOf("Patterns").Any(p => p.Constant?.EndsWith("\">", StringComparison.Ordinal) == true)).Select(n => (n.Child("Expression") is { } e ? Own(e).FirstOrDefault() ?? "" : "",
            (IReadOnlyList<(string?, string?)>)[.. n.ChildrenOf("Patterns").Select(p => (p.Constant ?? "", p.Constant is null ? p.Name ?? p.Child("Name")?.Name : null))])));
        Expanded.UnionWith(nodes.Where(n => n.Kind is "MvExpandOperator" or "MvApplyOperator").SelectMany(n => n.ChildrenOf("Expressions")).SelectMany(Own).SelectMany(c => Sources(c, 0)));
        foreach (var node in nodes.Where(IsCondition))
        {
            var constants = Constants(node, 0).Where(c => c.Length < 400).Take(60).ToList();
            foreach (var column in Own(node).SelectMany(c => Sources(c, 0)).Distinct(StringComparer.Ordinal))
            {
                (_values.TryGetValue(column, out var known) ? known : _values[column] = new HashSet<string>(StringComparer.Ordinal)).UnionWith(constants);
            }
        }
    }

    /// <summary>Paths of values that the query takes apart: they are lists.</summary>
    public HashSet<string> Expanded { get; } = new(StringComparer.Ordinal);

    /// <summary>Fields that the query takes out of a Windows event's XML, in the order in which it expects them.</summary>
    public List<string> EventFields { get; } = [];

    /// <summary>What summarize counts the different values of, and what it makes groups by.</summary>
    public HashSet<string> Counted { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Grouped { get; } = new(StringComparer.Ordinal);

    /// <summary>Texts of several parts where the query splits them.</summary>
    public Dictionary<string, string> Split { get; } = new(StringComparer.Ordinal);

    /// <summary>Columns that hold addresses of the web.</summary>
    public HashSet<string> Urls { get; } = new(StringComparer.Ordinal);

    /// <summary>Texts that parse takes apart: each part a text or the name of a column.</summary>
    public List<(string Text, IReadOnlyList<(string? Text, string? Name)> Parts)> Parsed { get; } = [];

    /// <summary>Names of all columns that stand in the query.</summary>
    public HashSet<string> Mentioned { get; } = new(StringComparer.Ordinal);

    /// <summary>What stands behind a name.</summary>
    public IReadOnlyList<BoundNode> Let(string name) => _lets.GetValueOrDefault(name, []);

    /// <summary>The columns, and paths into dynamic ones, that an expression is computed from.</summary>
    public IEnumerable<string> Paths(BoundNode expression) => Own(expression).SelectMany(c => Sources(c, 0)).Distinct(StringComparer.Ordinal);

    /// <summary>What a column is computed by; else the expression itself.</summary>
    public BoundNode Computed(BoundNode expression) => expression is { Kind: "NameReference", Name: { } name } && _computed.TryGetValue(name, out var by) ? by : expression;

    public IEnumerable<string> PathsOf(string column) => Sources(column, 0).Distinct(StringComparer.Ordinal);

    public IEnumerable<string> Constants(BoundNode node) => Constants(node, 0);

    public IReadOnlyCollection<string> Columns => _values.Keys;

    public IReadOnlyList<string> Of(string column) => [.. _values.GetValueOrDefault(column, [])];

    private static bool IsCondition(BoundNode node) => (node.Token("Operator") is { } sign && Conditions.Contains(sign) && node.Child("Left") is not null)
        || node.Kind is "BetweenExpression" or "NotBetweenExpression" || (node.Kind == "FunctionCallExpression" && node.Type?.Name == "bool");

    private static IEnumerable<string> Own(BoundNode node)
    {
        if (node.Kind is "PathExpression" or "ElementExpression" && Path(node) is { } path)
        {
            return [path];
        }

        return node.Kind == "NameReference" && node.Symbol is { Kind: "column" } column ? [column.Name] : node.Children.SelectMany(Own);
    }

    private static string? Path(BoundNode node) => node.Kind switch
    {
        "NameReference" => node.Symbol is { Kind: "column" } column ? column.Name : null,
        "FunctionCallExpression" when node.Symbol?.Name is "parse_json" or "todynamic" or "tostring" => node.Child("ArgumentList")?.Children is [var only, ..] ? Path(only) : null,
        "PathExpression" or "ElementExpression" => Path(node.Child("Expression")!) is { } before && (node.Child("Selector")?.Name ?? node.Child("Selector")?.Descendants().Select(d => d.Constant).FirstOrDefault(c => c is not null)) is { Length: > 0 } key && key[0] != '-' ? $"{before}.{key}" : null,
        _ => null,
    };

    private IEnumerable<string> Sources(string column, int depth)
    {
        yield return column;
        var dot = column.IndexOf('.', StringComparison.Ordinal);
        if (depth < 4 && _from.TryGetValue(dot < 0 ? column : column[..dot], out var from))
        {
            foreach (var source in from.SelectMany(f => Sources(f, depth + 1)))
            {
                yield return dot < 0 ? source : source + column[dot..];
            }
        }
    }

    private IEnumerable<string> Constants(BoundNode node, int depth)
    {
        if (node.Constant is { } constant)
        {
            return node.Type?.Name == "dynamic" ? Items(constant) : [constant];
        }

        return node.Kind == "NameReference" && depth < 4 && _lets.TryGetValue(node.Name ?? "", out var lets)
            ? lets.SelectMany(l => l.Descendants()).SelectMany(d => d.Constant is not null ? Constants(d, depth + 1) : [])
            : node.Children.SelectMany(c => Constants(c, depth));
    }

    private static IEnumerable<string> Items(string json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonArray list ? [.. list.OfType<JsonValue>().Select(v => v.ToString())] : [json];
        }
        catch (System.Text.Json.JsonException)
        {
            // Kusto also takes apostrophes.
            return json.StartsWith('[') ? [.. System.Text.RegularExpressions.Regex.Matches(json, "'([^'\\\\]*)'|\"([^\"\\\\]*)\"").Select(m => m.Groups[1].Value + m.Groups[2].Value)] : [json];
        }
    }
}
