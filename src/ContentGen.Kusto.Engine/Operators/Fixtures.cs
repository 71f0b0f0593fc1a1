using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>Rows that stand for what a workspace would fetch: watchlists, externaldata, functions whose text is not known.</summary>
internal static class Fixtures
{
    /// <summary>The rows given for the first address of externaldata; without any, the run ends, for no rows would be a guess.</summary>
    public static RowSource External(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var shape = Tables.ShapeOf(node);
        var addresses = node.ChildrenOf("URIs").Select(u => compiler.Scalar(u, scope)).ToArray();
        return new RowSource(shape, run => addresses.SelectMany(a =>
        {
            var address = ValueText.Of(a.Evaluate(new Frame(run)));
            var given = run.Input.External.GetValueOrDefault(address) ?? run.Input.External.GetValueOrDefault(address[(address.LastIndexOf('/') + 1)..]);
            return Given(given, run.Input.ExternalIsEmpty, $"externaldata from {address}", shape);
        }));
    }

    /// <summary>_GetWatchlist("alias") or a function of the workspace.</summary>
    public static RowSource Function(BoundNode node, string name)
    {
        var shape = Tables.ShapeOf(node);
        if (name is not ("_GetWatchlist" or "_ASIM_GetWatchlistRaw"))
        {
            return new RowSource(shape, run => Given(run.Input.Functions.GetValueOrDefault(name), run.Input.MissingAreEmpty, $"the rows of {name}()", shape));
        }

        var alias = node.Child("ArgumentList")?.Children.FirstOrDefault()?.Constant ?? throw QueryCompiler.Refuse("a watchlist whose alias is not constant", node);
        return new RowSource(shape, run => Given(run.Input.Watchlists.GetValueOrDefault(alias), run.Input.MissingAreEmpty, $"the watchlist {alias}", shape));
    }

    private static List<Value[]> Given(TableData? rows, bool missingIsEmpty, string what, Shape shape) =>
        rows is not null ? rows.Arranged(shape.Schema) : missingIsEmpty ? [] : throw new RunStopped($"{what}: no rows are given for it");
}
