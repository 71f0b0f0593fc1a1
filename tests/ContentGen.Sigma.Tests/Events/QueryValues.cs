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
                if (Descend(expression) is { Symbol.Name: "extract" } extract && extract.Child("ArgumentList")?.Children is [{ Constant: { } pattern }, { Constant: { } group }, var of, ..] && int.TryParse(group, out var number))
                {
                    Extracted.Add((name, pattern, number, of));
                }
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

        // parse_xml(EventData), then a column for each <Data Name="...">: what is named behind it are the event's fields.
        IsUnpacked = nodes.Any(n => n is { Kind: "FunctionCallExpression", Symbol: { Kind: "plugin", Name: "bag_unpack" } });
        var pivots = nodes.Where(n => n is { Kind: "FunctionCallExpression", Symbol: { Kind: "plugin", Name: "pivot" } }).ToList();
        if (pivots.Count > 0 && nodes.Any(n => n.Symbol?.Name == "parse_xml"))
        {
            var kept = pivots.SelectMany(p => p.Descendants()).Select(d => d.Name).OfType<string>().Concat(["EventData", "@Name", "#text"])
                .Concat(_computed.Where(c => !(c.Value is { Symbol.Name: "column_ifexists" or "columnifexists" } given && given.Child("ArgumentList")?.Children.FirstOrDefault()?.Constant == c.Key)).Select(c => c.Key)).ToHashSet(StringComparer.Ordinal);
            foreach (var name in nodes.Where(n => n is { Kind: "NameReference", Symbol.Kind: "column" }).Select(n => n.Symbol!.Name).Distinct(StringComparer.Ordinal).Where(n => !kept.Contains(n)))
            {
                EventFields.Add(name);
                _from[name] = [$"EventData.{name}"];
            }
        }

        // evaluate bag_unpack(Property): its keys are columns, where the query names them.
        foreach (var bag in nodes.Where(n => n is { Kind: "FunctionCallExpression", Symbol: { Kind: "plugin", Name: "bag_unpack" } }).Select(n => n.Child("ArgumentList")?.Children.FirstOrDefault()).OfType<BoundNode>().SelectMany(Own).Where(_ => pivots.Count == 0).ToList())
        {
            var declared = nodes.Where(n => n is { Type.IsTable: true, Symbol.Kind: "table" }).SelectMany(n => n.Type!.Columns).Select(c => c.Name).Concat(_from.Keys).ToHashSet(StringComparer.Ordinal);
            var loose = nodes.Where(n => n is { Kind: "NameReference", Symbol.Kind: "column" }).Select(n => n.Symbol!.Name).Where(n => !declared.Contains(n));
            foreach (var name in nodes.Where(n => n.Symbol?.Name is "column_ifexists" or "columnifexists").Select(n => n.Child("ArgumentList")?.Children.FirstOrDefault()?.Constant).OfType<string>().Concat(loose).Distinct(StringComparer.Ordinal).ToList())
            {
                Keys.Add($"{bag}.{name}");
                _ = (_from.TryGetValue(name, out var known) ? known : _from[name] = new HashSet<string>(StringComparer.Ordinal)).Add($"{bag}.{name}");
            }
        }

        // mv-apply token = tokens: an element of a list that stands in the query.
        foreach (var each in nodes.Where(n => n.Kind is "MvExpandExpression" or "MvApplyExpression").Select(n => n.Child("Expression")).OfType<BoundNode>().Where(e => e.Kind == "SimpleNamedExpression" && e.Child("Expression")?.Name is { } of && _lets.ContainsKey(of)))
        {
            _ = _lets.TryAdd(each.Child("Name")!.Name!, _lets[each.Child("Expression")!.Name!]);
        }

        // mv-expand TargetResources.modifiedProperties makes TargetResources_modifiedProperties.
        foreach (var path in nodes.Where(n => n.Kind is "MvExpandExpression").Select(n => n.Child("Expression")).OfType<BoundNode>().Select(Path).OfType<string>().Where(p => p.Contains('.', StringComparison.Ordinal)))
        {
            _ = (_from.TryGetValue(path.Replace('.', '_'), out var known) ? known : _from[path.Replace('.', '_')] = new HashSet<string>(StringComparer.Ordinal)).Add(path);
        }

        Grouped.UnionWith(nodes.Where(n => n.Kind == "SummarizeOperator").SelectMany(n => n.Child("ByClause")?.Children ?? []).SelectMany(Own).SelectMany(c => Sources(c, 0)));
        Counted.UnionWith(nodes.Where(n => n.Symbol?.Name is "dcount" or "dcountif" or "count_distinct" or "make_set" or "makeset").SelectMany(n => n.Child("ArgumentList")?.Children.Take(1) ?? []).SelectMany(Own).SelectMany(c => Sources(c, 0)));
        Counted.ExceptWith(Grouped);
        Summed.UnionWith(nodes.Where(n => n.Symbol?.Name is "sum" or "sumif" && n.Symbol.Kind == "aggregate").SelectMany(n => n.Child("ArgumentList")?.Children.Take(1) ?? []).SelectMany(Own).SelectMany(c => Sources(c, 0)));
        Mentioned.UnionWith(nodes.Where(n => n is { Kind: "NameReference", Symbol.Kind: "column" }).Select(n => n.Symbol!.Name));
        foreach (var split in nodes.Where(n => n.Symbol?.Name == "split").Select(n => n.Child("ArgumentList")?.Children ?? []).Where(a => a.Length > 1 && a[1].Constant is { Length: > 0 }))
        {
            foreach (var path in Paths(split[0]))
            {
                Split[path] = string.Join(split[1].Constant, "qqq", "qqq", "qqq");
                Separators[path] = split[1].Constant!;
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

    /// <summary>True when columns are made of what is found in the rows: without rows there are none.</summary>
    public bool IsUnpacked { get; }

    /// <summary>Fields that the query takes out of a Windows event's XML, in the order in which it expects them.</summary>
    public List<string> EventFields { get; } = [];

    /// <summary>What summarize counts the different values of, and what it makes groups by.</summary>
    public HashSet<string> Counted { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Grouped { get; } = new(StringComparer.Ordinal);

    /// <summary>Keys that become columns.</summary>
    public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>What is added up.</summary>
    public HashSet<string> Summed { get; } = new(StringComparer.Ordinal);

    /// <summary>Columns that extract takes out of a text: the pattern, the group and the text.</summary>
    public List<(string Name, string Pattern, int Group, BoundNode Of)> Extracted { get; } = [];

    /// <summary>Texts of several parts where the query splits them.</summary>
    public Dictionary<string, string> Split { get; } = new(StringComparer.Ordinal);

    /// <summary>What these texts are split at.</summary>
    public Dictionary<string, string> Separators { get; } = new(StringComparer.Ordinal);

    /// <summary>Columns that hold addresses of the web.</summary>
    public HashSet<string> Urls { get; } = new(StringComparer.Ordinal);

    /// <summary>Texts that parse takes apart: each part a text or the name of a column.</summary>
    public List<(string Text, IReadOnlyList<(string? Text, string? Name)> Parts)> Parsed { get; } = [];

    /// <summary>Names of all columns that stand in the query.</summary>
    public HashSet<string> Mentioned { get; } = new(StringComparer.Ordinal);

    /// <summary>What stands behind a name.</summary>
    public IReadOnlyList<BoundNode> Let(string name) => _lets.GetValueOrDefault(name, []);

    /// <summary>The columns, and paths into dynamic ones, that an expression is computed from; not what is taken out of a text, but its name.</summary>
    public IEnumerable<string> Paths(BoundNode expression) => Own(expression).SelectMany(PathsOf).Distinct(StringComparer.Ordinal);

    /// <summary>What a column is computed by; else the expression itself.</summary>
    public BoundNode Computed(BoundNode expression) => expression is { Kind: "NameReference", Name: { } name } && _computed.TryGetValue(name, out var by) ? by : expression;

    public IEnumerable<string> PathsOf(string column) => (Extracted.Exists(e => e.Name == column) ? [column] : Sources(column, 0).TakeWhile(s => s == column || !Extracted.Exists(e => e.Name == s))).Distinct(StringComparer.Ordinal);

    public IEnumerable<string> Constants(BoundNode node) => Constants(node, 0);

    public IReadOnlyCollection<string> Columns => _values.Keys;

    public IReadOnlyList<string> Of(string column) => [.. _values.GetValueOrDefault(column, [])];

    // tostring(extract(...)), toint(extract(...))
    private static BoundNode Descend(BoundNode node) => node is { Kind: "FunctionCallExpression", Symbol.Name: "tostring" or "toint" or "tolong" or "tolower" or "toupper" or "trim" } && node.Child("ArgumentList")?.Children is [.., var last] ? Descend(last) : node;

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
        "ParenthesizedExpression" => Path(node.Child("Expression")!),
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
