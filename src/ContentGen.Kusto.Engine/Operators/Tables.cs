using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>Names and calls that stand for rows: tables of the workspace, lets, functions, materialize.</summary>
internal static class Tables
{
    public static RowSource Reference(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var name = node.Symbol?.Name ?? node.Name ?? "";
        if (node.Symbol?.Kind == "table")
        {
            return Table(name, node);
        }

        return scope.Find(name) switch
        {
            LetValue let => let.Rows(compiler),
            RowSource rows => rows,
            _ when node.Body is not null => Body(compiler, node, scope, name),
            _ when node.Symbol?.Kind == "workspace-function" => Fixtures.Function(node, name),
            _ => throw QueryCompiler.Refuse($"'{name}' is not known offline", node),
        };
    }

    public static RowSource Call(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var name = node.Symbol?.Name ?? node.Child("Name")?.Name ?? "";
        return node.Body is not null ? Body(compiler, node, scope, name)
            : name == "table" && node.Symbol?.Kind == "function" && node.Child("ArgumentList")?.Children is [{ Constant: { } table }] ? Table(table, node)
            : node.Symbol?.Kind == "pattern" ? Patterns.Call(compiler, node, scope)
            : node.Symbol?.Kind == "workspace-function" ? Fixtures.Function(node, name)
            : throw QueryCompiler.Refuse($"the rows of '{name}' are not known offline", node);
    }

    public static RowSource Materialize(QueryCompiler compiler, BoundNode node, Scope scope) => Kept(compiler, compiler.Rows(node.Child("Expression")!, scope), scope);

    /// <summary>Rows that are made once a run.</summary>
    public static RowSource Kept(QueryCompiler compiler, RowSource input, Scope scope)
    {
        if (scope.Subject is not null)
        {
            // Inside a subquery the rows differ from one outer row to the next.
            return input;
        }

        var slot = compiler.NewSlot();
        return new RowSource(input.Shape, run => (List<Value[]>)run.Once(slot, r => r.Keep(input.Rows(r))));
    }

    /// <summary>The columns that the library gives to an expression.</summary>
    public static Shape ShapeOf(BoundNode node)
    {
        if (node.Type is not { IsTable: true } type)
        {
            throw QueryCompiler.Refuse("it has no known columns", node);
        }

        return new Shape(type.Columns.Select(c => new Column(c.Name, ScalarTypes.Find(c.Type?.Name ?? "") ?? throw QueryCompiler.Refuse($"column '{c.Name}' has no known type", node))));
    }

    /// <summary>The columns that the library gives to an expression whose columns only the run knows; what it does not know is dynamic.</summary>
    public static Shape KnownShapeOf(BoundNode node) => new((node.Type?.Columns ?? []).Select(c => new Column(c.Name, ScalarTypes.Find(c.Type?.Name ?? "") ?? ScalarType.Dynamic)));

    /// <summary>The views that the query declares, in their order.</summary>
    public static List<RowSource> Views(QueryCompiler compiler, Scope scope, Func<string, bool> isWanted) =>
        [.. scope.Declared<LetFunction>().Where(d => isWanted(d.Name) && d.Meaning.Declaration.Token("ViewKeyword") is not null).Select(d =>
        {
            var (body, inner) = QueryCompiler.Body(d.Meaning.Declaration.Child("Body")!, d.Meaning.Scope.WithRow(Shape.Empty));
            return compiler.Rows(body, inner) with { Label = d.Name };
        })];

    private static RowSource Body(QueryCompiler compiler, BoundNode node, Scope scope, string name)
    {
        var (expression, inner) = compiler.Call(node, scope, name);
        var rows = compiler.AnyRows(expression, inner);
        return scope.Find(name) is LetFunction { Declaration: var declared } && declared.Token("ViewKeyword") is not null ? rows with { Label = name } : rows with { Label = null };
    }

    private static RowSource Table(string name, BoundNode node)
    {
        var shape = ShapeOf(node);
        var schema = shape.Schema;
        return new RowSource(shape, run => run.Input.Tables.TryGetValue(name, out var data) ? data.Arranged(schema) : [], name) { Visiting = Visiting };

        void Visiting(Run run, Action<Value[]> visitor)
        {
            if (run.Input.Tables.TryGetValue(name, out var data))
            {
                foreach (var row in data.Arranged(schema))
                {
                    run.Tick();
                    visitor(row);
                }
            }
        }
    }
}
