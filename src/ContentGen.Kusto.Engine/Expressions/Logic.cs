using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Expressions;

/// <summary>and, or: with null as an unknown truth. A chain of any length is one expression.</summary>
internal static class Logic
{
    public static void Register(Dictionary<string, CompileExpression> kinds)
    {
        kinds.Add("AndExpression", (compiler, node, scope) => Chain(compiler, node, scope, "AndExpression", ends: false));
        kinds.Add("OrExpression", (compiler, node, scope) => Chain(compiler, node, scope, "OrExpression", ends: true));
    }

    /// <summary>The parts of a chain in the order of the text.</summary>
    public static List<BoundNode> Parts(BoundNode node, string kind)
    {
        var parts = new List<BoundNode>();
        var open = new Stack<BoundNode>([node]);
        while (open.TryPop(out var next))
        {
            if (next.Kind == kind)
            {
                open.Push(next.Child("Right")!);
                open.Push(next.Child("Left")!);
            }
            else if (next.Kind == "ParenthesizedExpression" && next.Child("Expression") is { } inner && inner.Kind == kind)
            {
                open.Push(inner);
            }
            else
            {
                parts.Add(next);
            }
        }

        return parts;
    }

    private static Expr Chain(QueryCompiler compiler, BoundNode node, Scope scope, string kind, bool ends)
    {
        var parts = Parts(node, kind).Select(p => compiler.Scalar(p, scope)).ToArray();
        var evaluates = parts.Select(p => p.Evaluate).ToArray();
        return new Expr
        {
            Type = ScalarType.Bool,
            VariesByRow = parts.Any(p => p.VariesByRow),
            Span = node.Span,
            Evaluate = f => Evaluated(evaluates, f, ends),
        };
    }

    // The first part that settles the answer ends the chain: false for and, true for or.
    private static Value Evaluated(Evaluate[] parts, Frame frame, bool ends)
    {
        var unknown = false;
        foreach (var part in parts)
        {
            var value = part(frame);
            if (value.IsNull)
            {
                unknown = true;
            }
            else if (value.AsBool == ends)
            {
                return Value.Of(ends);
            }
        }

        return unknown ? Value.Null : Value.Of(!ends);
    }
}
