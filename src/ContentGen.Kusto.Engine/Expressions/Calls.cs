using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Expressions;

/// <summary>Calls of built-in functions, of functions that the query or the workspace declares, and of aggregates inside a summarize.</summary>
internal static class Calls
{
    public static void Register(Dictionary<string, CompileExpression> kinds) => kinds.Add("FunctionCallExpression", Call);

    public static Expr UserFunction(QueryCompiler compiler, BoundNode node, Scope scope, string name)
    {
        var (expression, inner) = compiler.Call(node, scope, name);
        return compiler.Scalar(expression, inner);
    }

    private static Expr Call(QueryCompiler compiler, BoundNode node, Scope scope)
    {
        var name = node.Symbol?.Name ?? node.Child("Name")?.Name ?? "";
        if (node.Body is not null)
        {
            return UserFunction(compiler, node, scope, name);
        }

        if (node.Symbol?.Kind == "aggregate" && scope.Aggregates is { } list)
        {
            return list.Column(compiler, node, scope);
        }

        var arguments = node.Child("ArgumentList")?.Children ?? [];
        if (node.Symbol is { Kind: "function", Name: "column_names_of" } && arguments is [var rows])
        {
            var names = compiler.Rows(rows, scope).Shape.Columns.Select(c => Value.Of(c.Shown ?? c.Name));
            return Expr.Of(Value.Of(new DynamicArray([.. names])), ScalarType.Dynamic, node.Span);
        }

        if (FunctionTable.All.Find(name) is not { } entry || node.Symbol?.Kind != "function")
        {
            throw QueryCompiler.Refuse(Undocumented.OfFunction(name), node);
        }

        if (arguments.Any(QueryCompiler.IsTabular))
        {
            throw QueryCompiler.Refuse($"rows as an argument of '{name}'", node);
        }

        var compiled = arguments.Where(a => a.Kind != "StarExpression").Select(a => compiler.Scalar(a, scope)).ToArray();
        var type = ScalarTypes.Find(node.Type?.Name ?? "") ?? (compiled.Length > 0 ? compiled[0].Type : ScalarType.Dynamic);
        var call = new FunctionCall(compiler, node, scope, name, [.. compiled], type);
        var evaluate = entry.Build(call);
        if (entry.Type?.Invoke(call) is { } known && known != type)
        {
            type = known;
            compiler.Retypes();
        }

        if (entry.Nature == FunctionNature.Pure && compiled.All(a => a.IsConstant))
        {
            try
            {
                return Expr.Of(evaluate(new Frame(null!)), type, node.Span);
            }
            catch (RunStopped stopped)
            {
                throw new RefusedException(stopped.Message, node.Span);
            }
        }

        return new Expr { Type = type, Evaluate = evaluate, VariesByRow = entry.Nature == FunctionNature.Row || compiled.Any(a => a.VariesByRow), Span = node.Span };
    }
}
