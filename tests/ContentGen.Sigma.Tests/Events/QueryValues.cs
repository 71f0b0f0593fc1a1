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

        foreach (var node in nodes.Where(IsCondition))
        {
            var constants = Constants(node, 0).Where(c => c.Length < 400).Take(60).ToList();
            foreach (var column in Own(node).SelectMany(c => Sources(c, 0)).Distinct(StringComparer.Ordinal))
            {
                (_values.TryGetValue(column, out var known) ? known : _values[column] = new HashSet<string>(StringComparer.Ordinal)).UnionWith(constants);
            }
        }
    }

    /// <summary>Fields that the query takes out of a Windows event's XML, in the order in which it expects them.</summary>
    public List<string> EventFields { get; } = [];

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
        "PathExpression" or "ElementExpression" => Path(node.Child("Expression")!) is { } before && (node.Child("Selector")?.Name ?? node.Child("Selector")?.Descendants().Select(d => d.Constant).FirstOrDefault(c => c is not null)) is { Length: > 0 } key && !char.IsDigit(key[0]) ? $"{before}.{key}" : null,
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
            return [json];
        }
    }
}
