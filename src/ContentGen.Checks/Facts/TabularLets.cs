using System.Collections.Immutable;
using ContentGen.Kusto.Binding;

namespace ContentGen.Checks.Facts;

/// <summary>The lets of a query that stand for rows, for following a pipeline into them. Functions with parameters are not among them.</summary>
internal sealed class TabularLets
{
    // A let that names itself through others does not bind; this only bounds what is followed.
    private const int Deepest = 32;

    private readonly Dictionary<BoundSymbol, BoundNode> _rows;

    private TabularLets(Dictionary<BoundSymbol, BoundNode> rows) => _rows = rows;

    public static TabularLets In(BoundNode root)
    {
        var rows = new Dictionary<BoundSymbol, BoundNode>();
        foreach (var let in root.Children.Where(n => n.Kind == "LetStatement"))
        {
            if (let.Child("Name")?.Symbol is { } symbol && let.Child("Expression") is { Kind: not "FunctionDeclaration", Type.IsTable: true } expression)
            {
                rows[symbol] = expression;
            }
        }

        return new TabularLets(rows);
    }

    /// <summary>What a name stands for; null when it is no such let.</summary>
    public BoundNode? Find(BoundNode node) => node is { Kind: "NameReference", Symbol: { } symbol } ? _rows.GetValueOrDefault(symbol) : null;

    /// <summary>The pipeline with the operators of the lets that it begins with before its own.</summary>
    public (BoundNode Source, ImmutableArray<BoundNode> Operators) Unfold(Pipeline pipeline)
    {
        var (source, operators) = (pipeline.Source, pipeline.Operators);
        for (var depth = 0; depth < Deepest; depth++)
        {
            var inner = source is { Kind: "MaterializeExpression" } ? source.Child("Expression") : Find(source);
            if (inner is null)
            {
                break;
            }

            var below = Pipeline.Of(inner);
            (source, operators) = (below.Source, operators.InsertRange(0, below.Operators));
        }

        return (source, operators);
    }
}
