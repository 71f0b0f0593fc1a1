using System.Collections.Immutable;
using System.Text;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine.Running;

namespace ContentGen.Detection.Workspaces;

/// <summary>
/// A query that another engine can run at a time, and over rows, that we choose. Tables become <c>let</c> statements of their names, which hide
/// the tables; now() and ago() are written out, since Azure Monitor lets nobody set the time of a query
/// (https://learn.microsoft.com/kusto/query/set-statement); functions of the content are declared with the query. What names tables in a way
/// that no <c>let</c> can answer is refused.
/// </summary>
internal sealed class MovedQuery
{
    private static readonly HashSet<string> Elsewhere = new(["workspace", "app", "resource", "cluster", "database", "adx", "arg"], StringComparer.Ordinal);

    private readonly BoundTree _tree;
    private readonly SchemaCatalog _catalog;
    private readonly QuerySurroundings _around;
    private readonly SortedSet<string> _tables = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, string> _lets = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);

    private MovedQuery(BoundTree tree, SchemaCatalog catalog, QuerySurroundings around) => (_tree, _catalog, _around) = (tree, catalog, around);

    /// <summary>The text, or why there is none.</summary>
    /// <param name="query">Bound without errors.</param>
    /// <param name="text">Its text.</param>
    /// <param name="catalog">The functions that it may call.</param>
    /// <param name="around">What it is to see.</param>
    /// <param name="last">Operators to put behind the query.</param>
    public static (string? Text, QueryRefusal? Refusal) Write(BoundQuery query, string text, SchemaCatalog catalog, QuerySurroundings around, string last = "")
    {
        if (query.Tree is not { } tree)
        {
            return (null, new QueryRefusal("the query was not analysed", default));
        }

        var moved = new MovedQuery(tree, catalog, around);
        try
        {
            var end = End(tree.Root);
            var body = moved.Rewrite(text, [.. tree.Root.Descendants(), .. tree.Bodies.Where(b => b.IsInQuery).SelectMany(b => b.Root.Descendants())], (end, last));
            if (moved._tables.FirstOrDefault(moved._declared.Contains) is { } hidden)
            {
                throw new NotMovableException($"the query has a let of the table's name {hidden}", new TextSpan(0, 0));
            }

            var lets = new StringBuilder();
            foreach (var table in moved._tables)
            {
                _ = lets.Append("let ").Append(KqlNames.Quote(table)).Append(" = ").Append(around.Table(table)).Append(";\n");
            }

            foreach (var (name, value) in moved._lets)
            {
                _ = lets.Append("let ").Append(KqlNames.Quote(name)).Append(" = ").Append(value).Append(";\n");
            }

            return (lets.Append(body).ToString(), null);
        }
        catch (NotMovableException refused)
        {
            return (null, new QueryRefusal(refused.Message, refused.Span));
        }
    }

    // Where the one statement that returns rows ends.
    private static int End(BoundNode root)
    {
        var statements = root.Children.Where(n => n.Kind == "ExpressionStatement" && n.Span.Length > 0).ToList();
        return statements is [var only] ? (only.Child("Expression") ?? only).Span.End : throw new NotMovableException("the query has not exactly one result", new TextSpan(0, 0));
    }

    private string Rewrite(string text, IReadOnlyList<BoundNode> nodes, (int At, string Text) added)
    {
        var edits = new List<(TextSpan Span, string Text)> { (new TextSpan(added.At, 0), added.Text) };
        foreach (var node in nodes)
        {
            Visit(node, edits);
        }

        var result = new StringBuilder();
        var at = 0;
        foreach (var (span, replacement) in edits.Distinct().OrderBy(e => e.Span.Start).ThenByDescending(e => e.Span.Length))
        {
            // What lies within a call that is replaced as a whole goes with it.
            if (span.Start >= at)
            {
                _ = result.Append(text, at, span.Start - at).Append(replacement);
                at = span.End;
            }
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private void Visit(BoundNode node, List<(TextSpan, string)> edits)
    {
        switch (node)
        {
            case { Kind: "NameReference", Role: not "Name", Name: { } name, Type: not null } when name.Contains('*', StringComparison.Ordinal):
                throw new NotMovableException("the query names tables by a wildcard", node.Span);
            case { Kind: "NameReference", Role: not "Name", Symbol: { Kind: "table", Name: { } table } }:
                _ = _tables.Add(table);
                break;
            case { Kind: "NameReference", Role: not "Name", Symbol: { Kind: "workspace-function", Name: { } function } }:
                Function(node, function, edits);
                break;
            case { Kind: "FunctionCallExpression" }:
                Call(node, edits);
                break;
            case { Kind: "ExternalDataExpression" }:
                External(node, edits);
                break;
            case { Kind: "FindOperator" } or { Kind: "SearchOperator", Role: not "Operator" }:
                throw new NotMovableException("the query looks for its tables itself", node.Span);
            case { Kind: "UnionOperator" } when node.ChildrenOf("Parameters").Any(p => p.Child("Name")?.Name is "withsource" or "with_source"):
                throw new NotMovableException("the query asks which table a row is from", node.Span);
            case { Kind: "LetStatement" } when node.Child("Name")?.Name is { } let:
                _ = _declared.Add(let);
                break;
            default:
                break;
        }
    }

    private void Call(BoundNode call, List<(TextSpan, string)> edits)
    {
        var name = call.Symbol?.Name ?? call.Child("Name")?.Name ?? "";
        var argument = call.Child("ArgumentList")?.Children.FirstOrDefault();
        if (Elsewhere.Contains(name) && call.Symbol?.Kind is not "let-function" && _catalog.FindOwnFunction(name) is null)
        {
            throw new NotMovableException($"the query reads by {name}() what lies elsewhere", call.Span);
        }

        if (call.Symbol?.Kind == "workspace-function")
        {
            Function(call, name, edits);
        }
        else if (name == "table" && call.Symbol?.Kind == "function")
        {
            var table = argument?.Constant ?? throw new NotMovableException("the query puts the name of a table together", call.Span);
            _ = _tables.Add(table);
            edits.Add((call.Span, KqlNames.Quote(table)));
        }
        else if (call.Symbol?.Kind == "function" && name is "now" or "ago")
        {
            if (argument is null)
            {
                edits.Add((call.Span, _around.Now));
            }
            else
            {
                edits.Add((TextSpan.FromBounds(call.Span.Start, argument.Span.Start), $"({_around.Now} {(name == "ago" ? '-' : '+')} ("));
                edits.Add((TextSpan.FromBounds(argument.Span.End, call.Span.End), "))"));
            }
        }
        else if (name == "ingestion_time" && _around.Given is not null)
        {
            edits.Add((call.Span, _around.IngestionTime ?? throw new NotMovableException("rows that came late have no ingestion_time() there", call.Span)));
        }
    }

    // Rows that are given, or a text of the content's own.
    private void Function(BoundNode node, string name, List<(TextSpan, string)> edits)
    {
        if (name is "_GetWatchlist" or "_ASIM_GetWatchlistRaw")
        {
            var alias = node.Child("ArgumentList")?.Children.FirstOrDefault()?.Constant ?? throw new NotMovableException("the alias of a watchlist is put together", node.Span);
            if (_around.Given is { } given)
            {
                var rows = given.Watchlists.GetValueOrDefault(alias) ?? throw new NotMovableException($"the watchlist {alias}: no rows are given for it", node.Span);
                edits.Add((node.Span, Given($"_watchlist_{alias}", node, rows)));
            }
        }
        else if (_around.Given?.Functions.GetValueOrDefault(name) is { } rows)
        {
            edits.Add((node.Span, Given($"_rows_of_{name}", node, rows)));
        }
        else if (_catalog.FindOwnFunction(name) is { Body.Length: > 0 } own)
        {
            Declare(own, node);
            if (node.Kind == "NameReference")
            {
                edits.Add((node.Span, KqlNames.Quote(name) + "()"));
            }
        }
        else
        {
            throw new NotMovableException($"the function {name} reads the workspace itself: its text is not in the content", node.Span);
        }
    }

    private void Declare(FunctionSchema own, BoundNode call)
    {
        if (_lets.ContainsKey(own.Name) || !_open.Add(own.Name))
        {
            return;
        }

        var bodies = _tree.Bodies.Where(b => !b.IsInQuery && b.Function?.Name == own.Name).ToList();
        if (bodies.Count == 0)
        {
            throw new NotMovableException($"the text of the function {own.Name} was not analysed", call.Span);
        }

        // What it calls itself comes before it. Places in its text mean nothing in the query's.
        string body;
        try
        {
            body = Rewrite(own.Body, [.. bodies.SelectMany(b => b.Root.Descendants())], default);
        }
        catch (NotMovableException refused)
        {
            throw new NotMovableException($"in the function {own.Name}: {refused.Message}", call.Span);
        }

        _lets.Add(own.Name, $"({own.Parameters}) {body}");
    }

    private void External(BoundNode node, List<(TextSpan, string)> edits)
    {
        if (_around.Given is not { } given)
        {
            return;
        }

        var addresses = node.ChildrenOf("URIs").Select(u => u.Constant).OfType<string>().ToList();
        var tables = addresses.Select(a => (Address: a, Rows: given.External.GetValueOrDefault(a) ?? given.External.GetValueOrDefault(a[(a.LastIndexOf('/') + 1)..]))).ToList();
        if (tables.Count == 0 || tables.Any(t => t.Rows is null))
        {
            throw new NotMovableException($"externaldata from {addresses.FirstOrDefault()}: no rows are given for it", node.Span);
        }

        edits.Add((node.Span, tables.Count == 1 ? Given("_external_1", node, tables[0].Rows!) : $"(union {string.Join(", ", tables.Select(t => Given("_external_1", node, t.Rows!)))})"));
    }

    // The name of a let with these rows and the columns that the query takes them for.
    private string Given(string wanted, BoundNode node, TableData rows)
    {
        ImmutableArray<ColumnSchema> columns = [.. (node.Type?.Columns ?? []).Select(c => new ColumnSchema(c.Name, c.Type?.Name ?? "string"))];
        var value = KqlLiterals.Table(columns, rows);
        var name = string.Concat(wanted.Select(c => KqlNames.IsNamePart(c) ? c : '_'));
        for (var i = 2; _lets.TryGetValue(name, out var other) && other != value; i++)
        {
            name = $"{name}_{i}";
        }

        _lets[name] = value;
        return KqlNames.Quote(name);
    }
}
