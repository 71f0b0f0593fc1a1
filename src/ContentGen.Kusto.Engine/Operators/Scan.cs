using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Expressions;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// scan: steps that rows pass in order. A row is offered to the last step first; a step may go on from its own state or take over the one
/// of the step before (https://learn.microsoft.com/kusto/query/scan-operator, "scan logic walkthrough").
/// </summary>
internal static class Scan
{
    public static RowSource Compile(QueryCompiler compiler, BoundNode node, RowSource input, Scope scope)
    {
        if (node.Child("PartitionByClause") is not null || node.Child("OrderByClause") is not null)
        {
            throw QueryCompiler.Refuse("scan with partition by or order by", node);
        }

        var declared = node.Child("DeclareClause")?.ChildrenOf("Declarations").ToList() ?? [];
        var columns = input.Shape.Columns.ToList();
        var defaults = new List<Evaluate>();
        foreach (var declaration in declared)
        {
            var name = declaration.Child("NameAndType")!.Child("Name")!;
            var type = ScalarTypes.Find(name.Type?.Name ?? "") ?? throw QueryCompiler.Refuse("a column of an unknown type", declaration);
            columns.Add(new Column(name.Name!, type));
            defaults.Add(declaration.Child("DefaultValue")?.Child("Value") is { } value
                ? _ => Literals.Constant(value.Constant ?? "", type, value)
                : _ => Value.Null);
        }

        var row = new Shape(columns);
        var steps = ScanStep.Compile(compiler, node.ChildrenOf("Steps").ToList(), row, scope);

        // The library lists a match_id that Kusto only shows when it is asked for.
        var isShown = OperatorParameters.Value(node, "with_match_id") is not null;
        var shape = new Shape(columns.Concat(Tables.ShapeOf(node).Columns.Skip(columns.Count).Select(c => isShown ? c : c with { Shown = "" })));
        return new RowSource(shape, run => Rows(run, input, steps, defaults, row, shape));
    }

    private static IEnumerable<Value[]> Rows(Run run, RowSource input, List<ScanStep> steps, List<Evaluate> defaults, Shape row, Shape shape)
    {
        var frame = new Frame(run);
        var states = new (Value[][]? Rows, long Match)[steps.Count];
        var matches = 0L;
        foreach (var source in input.Rows(run))
        {
            run.Tick();
            for (var s = steps.Count - 1; s >= 0; s--)
            {
                // From the sequence of the step before, which is then used up, else from its own; the first step may start anew.
                (Value[][]? Rows, long Match)[] froms = s == 0 ? [states[0], (new Value[steps.Count][], matches)] : [states[s - 1], states[s]];
                for (var from = 0; from < froms.Length; from++)
                {
                    if (froms[from].Rows is not { } state)
                    {
                        continue;
                    }

                    var offered = new Value[row.Width];
                    source.CopyTo(offered, 0);
                    for (var d = 0; d < defaults.Count; d++)
                    {
                        offered[source.Length + d] = defaults[d](frame);
                    }

                    frame.Row = offered;
                    frame.Steps = state;
                    frame.StepDefault = offered;
                    if (!steps[s].Condition(frame).IsTrue)
                    {
                        continue;
                    }

                    var taken = (Value[])offered.Clone();
                    foreach (var (cell, value) in steps[s].Assignments)
                    {
                        taken[cell] = value(frame);
                    }

                    var next = (Value[][])state.Clone();
                    next[s] = taken;
                    states[s] = (next, froms[from].Match);
                    if (from == 0 && s > 0)
                    {
                        states[s - 1] = default;
                    }
                    else if (from == 1 && s == 0)
                    {
                        matches++;
                    }

                    if (steps[s].Shows)
                    {
                        run.CountRow();
                        var shown = new Value[shape.Width];
                        taken.CopyTo(shown, 0);
                        if (shown.Length > taken.Length)
                        {
                            shown[^1] = Value.Of(states[s].Match);
                        }

                        yield return shown;
                    }

                    break;
                }
            }
        }
    }
}
