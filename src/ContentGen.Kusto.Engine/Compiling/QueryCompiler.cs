using System.Runtime.CompilerServices;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Expressions;
using ContentGen.Kusto.Engine.Operators;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Compiling;

/// <summary>Turns a bound tree into delegates, once a query. Whatever has no implementation is refused with its place.</summary>
internal sealed class QueryCompiler
{
    private const int MaxCalls = 64;

    private int _calls;
    private int _slots;

    /// <summary>Values that a run computes once.</summary>
    public int Slots => _slots;

    /// <summary>The first place where the result depends on the clock or on chance; null when it does not.</summary>
    public TextSpan? Clock { get; private set; }

    public TextSpan? Chance { get; private set; }

    /// <summary>The first join that keeps one left row of each key; filters compiled after it may depend on which.</summary>
    public TextSpan? UniqueJoin { get; private set; }

    /// <summary>True when a function gives another type of number than the Kusto library says.</summary>
    public bool Retyped { get; private set; }

    public void Retypes() => Retyped = true;

    /// <summary>True when a union has columns that the Kusto library does not name.</summary>
    public bool Split { get; private set; }

    public void Splits() => Split = true;

    // Parts of a query that are compiled in a run are so by several threads at once.
    public int NewSlot() => Interlocked.Increment(ref _slots) - 1;

    public void ReadsClock(TextSpan span) => Clock ??= span;

    public void ReadsChance(TextSpan span) => Chance ??= span;

    public void KeepsUnique(TextSpan span) => UniqueJoin ??= span;

    public static RefusedException Refuse(string construct, BoundNode node) => new(construct, node.Span);

    /// <summary>The rows that an expression stands for.</summary>
    public RowSource Rows(BoundNode node, Scope scope) =>
        AnyRows(node, scope) is { Late: null } rows ? rows : throw Refuse("columns that are only known once the query runs, in this place", node);

    /// <summary>Like <see cref="Rows"/>, where rows are allowed whose columns only the run knows.</summary>
    public RowSource AnyRows(BoundNode node, Scope scope)
    {
        Guard(node);
        OperatorParameters.Check(node);
        return RowKinds.Find(node.Kind) is { } compile
            ? compile(this, node, scope.WithDepth(scope.Depth + 1))
            : throw Refuse($"'{node.Kind}' has no offline implementation", node);
    }

    public Expr Scalar(BoundNode node, Scope scope)
    {
        Guard(node);
        if (ExpressionKinds.Find(node.Kind) is not { } compile)
        {
            throw Refuse($"'{node.Kind}' has no offline implementation", node);
        }

        return Settle(compile(this, node, scope), node.Span);
    }

    /// <summary>A body of statements: lets in order, then the expression. Used for the query and for functions. Of a query with several results it is the first (recorded: materialize-function-01).</summary>
    public static (BoundNode Expression, Scope Scope) Body(BoundNode body, Scope scope)
    {
        foreach (var statement in body.Children)
        {
            scope = statement.Kind switch
            {
                "LetStatement" => Let(statement, scope),
                "PatternStatement" => scope.WithName(statement.Child("Name")!.Name!, new DeclaredPattern(scope, statement.Child("Pattern")!)),
                "SetOptionStatement" => Options.Set(statement, scope),
                _ => scope,
            };
        }

        var expression = body.Child("Expression") ?? body.Children.FirstOrDefault(s => s.Kind == "ExpressionStatement")?.Child("Expression");
        return (expression ?? throw Refuse("there is nothing to run", body), scope);
    }

    /// <summary>The body of a called function with its arguments, in the scope where the function was declared.</summary>
    public (BoundNode Expression, Scope Scope) Call(BoundNode call, Scope scope, string name, RowSource? rows = null)
    {
        if (call.Body is not { } body)
        {
            throw Refuse($"the text of function '{name}' is not known", call);
        }

        if (++_calls > MaxCalls * 16)
        {
            throw Refuse("too many function calls inside one another", call);
        }

        var inner = scope.Find(name) is LetFunction declared ? declared.Scope : Scope.Root;
        inner = inner.WithRow(Shape.Empty).WithDepth(scope.Depth);
        var arguments = call.Child("ArgumentList")?.Children ?? [];
        var first = rows is null ? 0 : 1;
        inner = rows is null ? inner : inner.WithName(body.Parameters[0], rows);
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            var named = argument.Kind == "SimpleNamedExpression" ? argument.Child("Name")?.Name : null;
            var parameter = named is not null && body.Parameters.Contains(named) ? named : i + first < body.Parameters.Length ? body.Parameters[i + first] : throw Refuse("an argument has no parameter", argument);
            var value = named is null ? argument : argument.Child("Expression")!;
            inner = inner.WithName(parameter, new LetValue(value, scope, isArgument: true));
        }

        return Body(body.Root, inner);
    }

    /// <summary>True where a node stands for rows.</summary>
    public static bool IsTabular(BoundNode node) => node.Type?.IsTable == true;

    private static Scope Let(BoundNode statement, Scope scope)
    {
        var name = statement.Child("Name")?.Name ?? throw Refuse("a let without a name", statement);
        var value = statement.Child("Expression") ?? throw Refuse("a let without a value", statement);
        return value.Kind == "FunctionDeclaration"
            ? scope.WithName(name, new LetFunction(scope, value))
            : scope.WithName(name, new LetValue(value, scope));
    }

    // What does not change from row to row is computed once: now, when it is constant, else at its first use in a run.
    private Expr Settle(Expr expr, TextSpan span)
    {
        if (expr.VariesByRow || expr.IsConstant || expr.Evaluate.Target is OncePerRun)
        {
            return expr;
        }

        var once = new OncePerRun(NewSlot(), expr.Evaluate);
        return new Expr { Type = expr.Type, Evaluate = once.Evaluate, VariesByRow = false, Span = span };
    }

    private static void Guard(BoundNode node)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Refuse("it is nested too deeply", node);
        }
    }

    private sealed class OncePerRun(int slot, Evaluate make)
    {
        public Value Evaluate(Frame frame)
        {
            if (frame.Run.Slots[slot] is Value known)
            {
                return known;
            }

            var value = make(frame);
            frame.Run.Slots[slot] = value;
            return value;
        }
    }
}
