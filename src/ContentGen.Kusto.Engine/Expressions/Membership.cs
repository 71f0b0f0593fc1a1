using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Texts;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Expressions;

/// <summary>
/// in, in~, has_any, has_all and the negations. The list may hold scalars, dynamic arrays (nested ones are flattened) or rows, of which
/// the first column counts (https://learn.microsoft.com/kusto/query/in-cs-operator).
/// </summary>
internal static class Membership
{
    public static void Register(Dictionary<string, CompileExpression> kinds)
    {
        // The library's names: InExpression is the case-sensitive `in`, InCsExpression is `in~`.
        kinds.Add("InExpression", (compiler, node, scope) => In(compiler, node, scope, folded: false, negated: false));
        kinds.Add("NotInExpression", (compiler, node, scope) => In(compiler, node, scope, folded: false, negated: true));
        kinds.Add("InCsExpression", (compiler, node, scope) => In(compiler, node, scope, folded: true, negated: false));
        kinds.Add("NotInCsExpression", (compiler, node, scope) => In(compiler, node, scope, folded: true, negated: true));
        kinds.Add("HasAnyExpression", (compiler, node, scope) => HasTerms(compiler, node, scope, all: false));
        kinds.Add("HasAllExpression", (compiler, node, scope) => HasTerms(compiler, node, scope, all: true));
    }

    private static Expr In(QueryCompiler compiler, BoundNode node, Scope scope, bool folded, bool negated)
    {
        var value = compiler.Scalar(node.Child("Left")!, scope);
        var (items, varies) = Items(compiler, node.Child("Right")!, scope);
        var a = value.Evaluate;
        Func<Frame, ValueSet> set = f => new ValueSet(items(f), value.Type, folded);
        if (!varies)
        {
            var slot = compiler.NewSlot();
            var make = set;
            set = f => (ValueSet)(f.Run.Slots[slot] ??= make(f));
        }

        return new Expr
        {
            Type = ScalarType.Bool,
            Span = node.Span,
            VariesByRow = varies || value.VariesByRow,
            Evaluate = f => Value.Of(set(f).Has(a(f)) != negated),
        };
    }

    private static Expr HasTerms(QueryCompiler compiler, BoundNode node, Scope scope, bool all)
    {
        var value = compiler.Scalar(node.Child("Left")!, scope);
        var (items, varies) = Items(compiler, node.Child("Right")!, scope);
        var a = value.Evaluate;
        // A null is found everywhere, as the empty text is (duckdb-kql, tests/test_has_list.py, measured on the emulator).
        Func<Frame, string[]> terms = f => [.. items(f).Select(i => ValueText.Of(i.Value))];
        if (!varies)
        {
            var slot = compiler.NewSlot();
            var make = terms;
            terms = f => (string[])(f.Run.Slots[slot] ??= make(f));
        }

        return new Expr
        {
            Type = ScalarType.Bool,
            Span = node.Span,
            VariesByRow = varies || value.VariesByRow,
            Evaluate = f =>
            {
                var text = ValueText.Of(a(f));
                foreach (var term in terms(f))
                {
                    if (Terms.Has(text, term, Edges.Both, folded: true) != all)
                    {
                        return Value.Of(!all);
                    }
                }

                return Value.Of(all);
            },
        };
    }

    private static (Func<Frame, IEnumerable<(Value Value, ScalarType Type)>> Items, bool Varies) Items(QueryCompiler compiler, BoundNode list, Scope scope)
    {
        var parts = new List<Func<Frame, IEnumerable<(Value Value, ScalarType Type)>>>();
        var varies = false;
        foreach (var item in list.Children)
        {
            if (QueryCompiler.IsTabular(item))
            {
                var rows = compiler.Rows(item, scope);
                parts.Add(f => rows.Rows(f.Run).Select(r => r[1]).SelectMany(Flat).Select(v => (v, rows.Shape.Columns[0].Type)));
            }
            else
            {
                var one = compiler.Scalar(item, scope);
                varies |= one.VariesByRow;
                parts.Add(f => Flat(one.Evaluate(f)).Select(v => (v, one.Type)));
            }
        }

        return (f => parts.SelectMany(p => p(f)), varies);
    }

    private static IEnumerable<Value> Flat(Value value) => value.AsArray is { } array ? array.Items.SelectMany(Flat) : [value];
}
