using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>The expressions of print and project with the names that the library gives to them.</summary>
internal sealed class NamedOutputs
{
    private readonly Evaluate[] _evaluates;

    private NamedOutputs(Shape shape, Evaluate[] evaluates)
    {
        Shape = shape;
        _evaluates = evaluates;
    }

    public Shape Shape { get; }

    public static NamedOutputs Compile(QueryCompiler compiler, IEnumerable<BoundNode> nodes, Scope scope, Shape names)
    {
        var columns = new List<Column>();
        var evaluates = new List<Evaluate>();
        foreach (var node in nodes)
        {
            foreach (var (output, _) in Outputs.Of(compiler, node, scope))
            {
                if (columns.Count >= names.Columns.Length)
                {
                    throw QueryCompiler.Refuse("more values than columns", node);
                }

                columns.Add(new Column(names.Columns[columns.Count].Name, output.Type));
                evaluates.Add(output.Evaluate);
            }
        }

        return new NamedOutputs(new Shape(columns), [.. evaluates]);
    }

    public Value[] Row(Frame frame)
    {
        var row = new Value[_evaluates.Length + 1];
        Write(frame, row);
        return row;
    }

    public void Write(Frame frame, Value[] row)
    {
        row[0] = frame.Row.Length > 0 ? frame.Row[0] : default;
        for (var i = 0; i < _evaluates.Length; i++)
        {
            row[i + 1] = _evaluates[i](frame);
        }
    }
}
