using System.Collections.Immutable;
using ContentGen.Kusto.Binding;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Reading;

/// <summary>Tabular expressions: tables, lets, functions, pipes, unions, constant tables.</summary>
internal sealed class RowsReader(QueryReader reader)
{
    public Rows Read(BoundNode node, Scope scope) => reader.Budget.Enter(() => node.Kind switch
    {
        "ParenthesizedExpression" => Read(node.Child("Expression")!, scope),
        "PipeExpression" => Pipe(node, scope),
        "NameReference" => Name(node, scope),
        "FunctionCallExpression" => Call(node, scope),
        "UnionOperator" => Union(node, [], scope),
        "DataTableExpression" => DataTable(node, scope),
        "MaterializeExpression" => Read(node.Child("Expression") ?? node.Children[0], scope),
        "ExternalDataExpression" => new UnknownRows(Reasons.OtherData, node.Span),
        "FunctionDeclaration" when node.Child("Body") is { } body => reader.ReadBlock(body, scope),
        _ => new UnknownRows(Reasons.Operator, node.Span),
    });

    /// <summary>Parts side by side. A part that is grouped without a threshold counts by its events.</summary>
    public Rows Union(BoundNode node, IReadOnlyList<Rows> before, Scope scope)
    {
        var branches = ImmutableArray.CreateBuilder<Branch>();
        var lost = ImmutableArray.CreateBuilder<UnknownRows>();
        var source = node.ChildrenOf("Parameters").FirstOrDefault(p => p.Child("Name")?.Name is "withsource" or "with_source")?.Child("Expression")?.Name;
        var parts = before.Select(r => (Rows: r, node.Span)).Concat(node.ChildrenOf("Expressions").Select(e => (Read(e, scope), e.Span)));
        var read = parts.ToList();
        if (read.ConvertAll(p => p.Item1 as ConstantRows) is [{ } first, ..] constants && constants.TrueForAll(c => c is not null && c.Columns.SequenceEqual(first.Columns, StringComparer.Ordinal)))
        {
            return first with { Lines = [.. constants.SelectMany(c => c!.Lines)] };
        }

        foreach (var (part, span) in read)
        {
            if (part is EventRows { Grouping: null or { Thresholds.Length: 0, JoinedAt: null } } events)
            {
                branches.AddRange(events.Branches.Select(b => Ungrouped(source is null ? b : b.With(source, new ConstantValue(b.Table, "string")), events.Grouping)));
                lost.AddRange(events.Lost);
            }
            else
            {
                lost.Add(part as UnknownRows ?? new UnknownRows(part is EventRows ? Reasons.Aggregate : Reasons.OtherData, span));
            }
        }

        return branches.Count == 0 && lost.Count > 0 ? lost[0]
            : new EventRows([.. branches.Select(b => Tagged(Filled(b, node)))], null) { Lost = lost.ToImmutable() };
    }

    private static Branch Tagged(Branch branch) => branch with
    {
        Tags = branch.Tags.SetItems(branch.Columns.Where(c => c.Value is ConstantValue { Type: "string", Text.Length: > 0 }).Select(c => KeyValuePair.Create(c.Key, ((ConstantValue)c.Value).Text!))),
    };

    // Columns that only other branches have are empty here.
    private static Branch Filled(Branch branch, BoundNode union) => branch.Fallback != ColumnFallback.Missing ? branch
        : (union.Type?.Columns ?? []).Where(c => !branch.Has(c.Name)).Aggregate(branch, (b, c) => b.With(c.Name, b.Column(c.Name, c.Type?.Name ?? "string")));

    private static Branch Ungrouped(Branch branch, Grouping? grouping) => grouping is null ? branch : grouping.Dropped.Aggregate(
        branch.Only(branch.Columns.Where(c => c.Value is not AggregateValue), ColumnFallback.Unknown),
        (b, dropped) => b.Where(new OpaqueCondition(dropped.Reason, dropped.Span)));

    private Rows Pipe(BoundNode node, Scope scope)
    {
        // A long pipe is a deep tree: walk down its spine, then up through the operators.
        var operators = new Stack<BoundNode>();
        var source = node;
        while (source.Kind == "PipeExpression")
        {
            operators.Push(source.Child("Operator")!);
            source = source.Child("Expression")!;
        }

        return operators.Aggregate(Read(source, scope), (rows, next) => reader.Operators.Apply(rows, next, scope));
    }

    private Rows Name(BoundNode node, Scope scope)
    {
        if (node.Symbol is { Kind: "table" } table)
        {
            return Source(table.Name, node, ColumnFallback.Missing);
        }

        var entry = scope.Find(node.Name ?? "");
        return entry?.Expression is { Kind: not "FunctionDeclaration" } expression ? Read(expression, entry.Scope)
            : node.Body is null && entry?.Expression?.Child("Body") is { } body ? reader.ReadBlock(body, entry.Scope)
            : Called(node, scope);
    }

    // A parser without arguments may be written as a name.
    private Rows Called(BoundNode node, Scope scope) => node.Body is { } body ? Body(node, body, scope)
        : node.Symbol is { Kind: "workspace-function" } function && node.Type is { IsTable: true } ? Source(function.Name, node, ColumnFallback.Own)
        : new UnknownRows(Reasons.OtherData, node.Span);

    private static EventRows Source(string name, BoundNode node, ColumnFallback fallback) => new(
        [new Branch(
            name,
            [],
            ImmutableDictionary<string, Value>.Empty.WithComparers(StringComparer.Ordinal),
            (node.Type?.Columns ?? []).DistinctBy(c => c.Name).ToImmutableDictionary(c => c.Name, c => c.Type?.Name ?? "string", StringComparer.Ordinal),
            node.Type?.IsOpen == true ? ColumnFallback.Own : fallback,
            node.Span)],
        null);

    private Rows Call(BoundNode node, Scope scope)
    {
        var arguments = ValueReader.Arguments(node);
        return node.Symbol?.Name switch
        {
            "materialize" or "view" when arguments is [var inner, ..] => Read(inner, scope),
            "_GetWatchlist" when arguments is [{ Constant: { } alias }, ..] => new WatchlistRows(alias),
            "table" when arguments is [{ Constant: { } name }, ..] && node.Type is { IsTable: true } => Source(name, node, ColumnFallback.Missing),
            _ => Called(node, scope),
        };
    }

    private Rows Body(BoundNode node, FunctionBody body, Scope scope)
    {
        if (!body.IsInQuery)
        {
            var given = body.Parameters.Zip(ValueReader.Arguments(node)).Where(p => p.Second.Type is not { IsTable: true })
                .Aggregate(Scope.Empty, (to, p) => to.With(p.First, reader.Values.Read(p.Second, ValueReader.NoColumns, scope)));
            return CallSite.Of(reader.ReadBlock(body.Root, given), node.Span);
        }

        var inner = scope;
        if (node.Child("Name")?.Name is { } name && scope.Find(name)?.Expression is { Kind: "FunctionDeclaration" } declaration)
        {
            inner = scope.Find(name)!.Scope;
            var parameters = declaration.Descendants().Where(d => d.Kind == "FunctionParameter").Select(p => p.Child("NameAndType")?.Child("Name")?.Name ?? "").ToList();
            foreach (var (parameter, argument) in parameters.Zip(ValueReader.Arguments(node)))
            {
                inner = argument.Type is { IsTable: true } ? inner.With(parameter, argument) : inner.With(parameter, reader.Values.Read(argument, ValueReader.NoColumns, scope));
            }
        }

        return reader.ReadBlock(body.Root, inner);
    }

    private ConstantRows DataTable(BoundNode node, Scope scope)
    {
        var columns = node.Child("Schema")!.ChildrenOf("Columns").Select(c => c.Child("Name")?.Name ?? "").ToImmutableArray();
        var values = node.ChildrenOf("Values").Select(v => (reader.Values.Read(v, ValueReader.NoColumns, scope) as ConstantValue)?.Text);
        return new ConstantRows(columns, columns.Length == 0 ? [] : [.. values.Chunk(columns.Length).Where(l => l.Length == columns.Length).Select(l => l.ToImmutableArray())]);
    }
}
