using System.Collections.Immutable;
using ContentGen.Kusto.Binding;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Reading;

/// <summary>Operators of a pipe: what each makes of the rows before it.</summary>
internal sealed class OperatorReader(QueryReader reader)
{
    public Rows Apply(Rows rows, BoundNode node, Scope scope) => rows switch
    {
        EventRows events => reader.Budget.Enter(() => Events(events, node, scope)),
        ConstantRows constants => Constant(constants, node, scope),
        WatchlistRows when node.Kind is "ProjectOperator" or "DistinctOperator" or "ExtendOperator" or "ProjectRenameOperator" or "SummarizeOperator" => rows,
        WatchlistRows => new UnknownRows(Reasons.OtherData, node.Span),
        _ => node.Kind == "UnionOperator" ? reader.Rows.Union(node, [rows], scope) : rows,
    };

    private Rows Events(EventRows rows, BoundNode node, Scope scope)
    {
        switch (node.Kind)
        {
            case "FilterOperator":
                return reader.Groups.Filter(rows, node.Child("Condition")!, scope);
            case "ExtendOperator":
                return rows.Each(b => Extend(b, node, scope));
            case "ProjectOperator":
                return rows.Each(b => Only(b, node, scope));
            case "DistinctOperator":
                return rows.Grouping is null && node.ChildrenOf("Expressions").All(e => e.Kind != "StarExpression")
                    ? rows.Each(b => Only(b, node, scope))
                    : rows;
            case "ProjectRenameOperator":
                return rows.Each(b => Rename(b, node, scope));
            case "ProjectAwayOperator":
                return rows;
            case "ProjectKeepOperator" or "ProjectReorderOperator" or "SortOperator" or "SerializeOperator" or "AsOperator" or "RenderOperator" or "ConsumeOperator":
                return rows;
            case "TakeOperator" or "TopOperator" or "SampleOperator" or "SampleDistinctOperator":
                return rows.Each(b => b.Where(new OpaqueCondition(Reasons.RowLimit, node.Span)));
            case "ParseOperator":
                return rows.Each(b => ParsedText.Columns(node, reader.Values.Read(node.Child("Expression")!, b.Column, scope)).Aggregate(AddUnknown(b, node), (to, c) => to.With(c.Name, c.Value)));
            case "ParseKvOperator" or "InvokeOperator":
                return rows.Each(b => AddUnknown(b, node));
            case "ParseWhereOperator":
                return rows.Each(b => AddUnknown(b, node).Where(new OpaqueCondition(Reasons.Computed, node.Span)));
            case "MvExpandOperator":
                return rows.Each(b => Expanded(b, node));
            case "MvApplyOperator":
                return rows.Each(b => Expanded(b, node).Where(new OpaqueCondition(Reasons.JoinFanOut, node.Span)));
            case "EvaluateOperator":
                return rows.Each(b => (b with { Fallback = ColumnFallback.Unknown }).Where(new OpaqueCondition(Reasons.Operator, node.Span)));
            case "UnionOperator":
                return reader.Rows.Union(node, [rows], scope);
            case "JoinOperator" or "LookupOperator":
                return reader.Joins.Join(rows, node, scope);
            case "SummarizeOperator":
                return reader.Groups.Summarize(rows, node, scope);
            case "CountOperator":
                return GroupReader.Count(rows, node);
            case "MakeSeriesOperator":
                return GroupReader.Series(rows, node);
            default:
                return new UnknownRows(Reasons.Operator, node.Span);
        }
    }

    private static Branch AddUnknown(Branch branch, BoundNode node) => (node.Type?.Columns ?? []).Where(c => !branch.Has(c.Name))
        .Aggregate(branch, (b, c) => b.With(c.Name, new UnknownValue(Reasons.Computed)));

    private static Branch Expanded(Branch branch, BoundNode node)
    {
        var named = node.Descendants().Where(d => d.Kind is "NameReference" or "NameDeclaration" && d.Role is "Name" or "Expression").Select(d => d.Name).OfType<string>();
        return named.Where(n => node.Type?.Columns.Any(c => c.Name == n) == true)
            .Aggregate(AddUnknown(branch, node), (b, n) => b.With(n, new UnknownValue(Reasons.JoinFanOut)));
    }

    private Branch Only(Branch branch, BoundNode node, Scope scope) =>
        AddUnknown(branch.Only(Named(branch, node, scope).DistinctBy(c => c.Key), ColumnFallback.Missing), node);

    private Branch Extend(Branch branch, BoundNode node, Scope scope) =>
        Named(branch, node, scope).Aggregate(AddUnknown(branch, node), (b, c) => b.With(c.Key, c.Value));

    private Branch Rename(Branch branch, BoundNode node, Scope scope)
    {
        var renamed = Named(branch, node, scope).ToList();
        var old = node.ChildrenOf("Expressions").Select(e => e.Child("Expression")?.Name).OfType<string>();
        var without = branch with { OwnColumns = branch.OwnColumns.RemoveRange(old), Columns = branch.Columns.RemoveRange(old) };
        return renamed.Aggregate(without, (b, c) => b.With(c.Key, c.Value));
    }

    // The columns that an extend or project makes; several at once (Name, Rest) = f(x) are not followed.
    private IEnumerable<KeyValuePair<string, Value>> Named(Branch branch, BoundNode node, Scope scope)
    {
        foreach (var e in node.ChildrenOf("Expressions"))
        {
            if (e.Kind == "SimpleNamedExpression" && e.Child("Name")?.Name is { } name)
            {
                yield return KeyValuePair.Create(name, reader.Values.Read(e.Child("Expression")!, branch.Column, scope));
            }
            else if (e.Kind == "NameReference" && e.Name is { } column)
            {
                yield return KeyValuePair.Create(column, reader.Values.Read(e, branch.Column, scope));
            }
            else if (e.Symbol is { Kind: "column" } implied)
            {
                yield return KeyValuePair.Create(implied.Name, reader.Values.Read(e, branch.Column, scope));
            }
        }
    }

    private Rows Constant(ConstantRows rows, BoundNode node, Scope scope)
    {
        if (node.Kind is "DistinctOperator" or "ProjectOperator" or "ProjectKeepOperator")
        {
            var picked = node.ChildrenOf("Expressions").Select(e => (Name: e.Child("Name")?.Name ?? e.Name, From: e.Child("Expression")?.Name ?? e.Name)).ToList();
            var indexes = picked.Select(p => rows.Columns.IndexOf(p.From ?? "")).ToList();
            return indexes.Contains(-1) ? new UnknownRows(Reasons.OtherData, node.Span)
                : new ConstantRows([.. picked.Select(p => p.Name!)], [.. rows.Lines.Select(l => indexes.Select(i => l[i]).ToImmutableArray())]);
        }

        if (node.Kind == "FilterOperator")
        {
            var kept = rows.Lines.Select(l => (Line: l, Verdict: reader.Conditions.Read(node.Child("Condition")!, Columns(rows, l), scope))).ToList();
            return kept.TrueForAll(k => k.Verdict is ConstantCondition)
                ? rows with { Lines = [.. kept.Where(k => ((ConstantCondition)k.Verdict).Value).Select(k => k.Line)] }
                : new UnknownRows(Reasons.OtherData, node.Span);
        }

        return node.Kind switch
        {
            "SortOperator" or "AsOperator" or "SerializeOperator" => rows,
            "UnionOperator" => reader.Rows.Union(node, [rows], scope),
            _ => new UnknownRows(Reasons.OtherData, node.Span),
        };
    }

    private static Func<string, string, Value> Columns(ConstantRows rows, ImmutableArray<string?> line) =>
        (name, type) => rows.Columns.IndexOf(name) is >= 0 and var i ? new ConstantValue(line[i], type) : new UnknownValue(Reasons.Computed);
}
