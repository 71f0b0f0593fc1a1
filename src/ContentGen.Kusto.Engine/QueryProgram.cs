using System.Collections.Immutable;
using ContentGen.Core.Text;
using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Catalog;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine;

/// <summary>
/// A query compiled once, run as often as wanted: over other rows, at another time, also by several threads at once. Nothing is read
/// but the input; the same input gives the same rows in the same order.
/// </summary>
public sealed class QueryProgram
{
    // Another day of the week, month and hour.
    private static readonly TimeSpan OtherTime = new TimeSpan(407, 5, 17, 23) + TimeSpan.FromTicks(4_567_891);

    private readonly RowSource _rows;
    private readonly int _slots;
    private readonly ImmutableArray<int> _shown;
    private readonly TextSpan? _uniqueJoin;

    private QueryProgram(RowSource rows, QueryCompiler compiler)
    {
        _rows = rows;
        _slots = compiler.Slots;
        ClockSpan = compiler.Clock;
        ChanceSpan = compiler.Chance;
        _uniqueJoin = compiler.UniqueJoin;
        (Columns, _shown) = Shown(rows.Shape);
    }

    /// <summary>The columns of the result with their Kusto types.</summary>
    public ImmutableArray<ColumnSchema> Columns { get; }

    /// <summary>Where the query asks for the time; null when it does not.</summary>
    public TextSpan? ClockSpan { get; }

    /// <summary>Where the query asks for chance (rand, sample); null when it does not.</summary>
    public TextSpan? ChanceSpan { get; }

    /// <summary>The program of a query that was bound without errors, or why it cannot be run offline.</summary>
    public static CompileResult Compile(BoundQuery query)
    {
        if (query.Tree is not { } tree)
        {
            return new CompileResult(null, new Refusal("the query was not analysed", default));
        }

        var compiler = new QueryCompiler();
        try
        {
            var (expression, scope) = QueryCompiler.Body(tree.Root, Scope.Root);
            var rows = QueryCompiler.IsTabular(expression) ? compiler.AnyRows(expression, scope) : throw QueryCompiler.Refuse(Undocumented.OfNoRows(expression), expression);
            var expected = expression.Type!.Columns.Select(c => new ColumnSchema(c.Name, c.Type!.Name)).ToImmutableArray();
            if (!query.IsOpen && !compiler.Split && !IsExpected(expected, rows.Shape.Schema, compiler.Retyped))
            {
                throw QueryCompiler.Refuse($"the columns of the result are not those that the Kusto library names: {Difference(expected, rows.Shape.Schema)}", expression);
            }

            return new CompileResult(new QueryProgram(rows, compiler), null);
        }
        catch (RefusedException refused)
        {
            return new CompileResult(null, new Refusal(refused.Message, refused.Span));
        }
    }

    /// <summary>
    /// Like <see cref="Run"/>, but never with an answer that another run would not give: a query that asks for chance, or for the time when
    /// none is prescribed, runs a second time with another seed at another time, and has no answer when the results differ.
    /// </summary>
    public RunResult RunRepeatably(QueryInput input, bool timeIsGiven, RunLimits? limits = null, CancellationToken cancellation = default)
    {
        var result = Run(input, limits, null, cancellation);
        var place = ChanceSpan ?? (timeIsGiven ? null : ClockSpan);
        if (place is null || result.Stopped is not null)
        {
            return result;
        }

        var other = Run(input with { Seed = input.Seed + 1, Now = timeIsGiven ? input.Now : input.Now + OtherTime }, limits, null, cancellation);
        return result.HasSameRows(other) ? result : result.Without(
            ChanceSpan is null ? "the result depends on the time of the run; give one with --now" : "the result depends on chance", place);
    }

    /// <summary>Runs over the input. Ends early at a limit (then the outcome says so) or with OperationCanceledException.</summary>
    public RunResult Run(QueryInput input, RunLimits? limits = null, Trace? trace = null, CancellationToken cancellation = default)
    {
        limits ??= RunLimits.Default;
        var run = new Run(input, limits, _slots, trace, cancellation);
        var result = Answer(run, limits);
        if (result.Stopped is not null || !run.LeavesOpen || run.Decisions == 0)
        {
            return result;
        }

        // "May yield two possible outputs" (page of innerunique): that is no matter as long as the filters after the join let the same pass.
        var other = new Run(input, limits, _slots, null, cancellation) { KeepsLast = true };
        return Answer(other, limits).Stopped is null && other.Decisions == run.Decisions ? result : result.Without(
            "a join keeps any one of several left rows with the same key (kind=innerunique), and a filter after it depends on which; kind=inner keeps all", _uniqueJoin);
    }

    private RunResult Answer(Run run, RunLimits limits)
    {
        var rows = new List<Value[]>();
        var (columns, places) = (Columns, _shown);
        try
        {
            var source = _rows;
            if (_rows.Late is { } late)
            {
                source = late(run);
                (columns, places) = Shown(source.Shape);
            }

            var dynamics = places.Where(p => source.Shape.Columns[p].Type == ScalarType.Dynamic).ToArray();
            foreach (var row in source.Rows(run))
            {
                if (rows.Count == limits.Rows)
                {
                    return new RunResult(columns, places, [], $"the result has more than {limits.Rows} rows");
                }

                if (dynamics.Any(p => Sketch.IsIn(row[p + 1])))
                {
                    return new RunResult(columns, places, [], "the form of what hll() and tdigest() make is not documented");
                }

                rows.Add(row);
            }
        }
        catch (RunStopped stopped)
        {
            return new RunResult(columns, places, [], stopped.Message);
        }
        catch (RefusedException refused)
        {
            return new RunResult(columns, places, [], refused.Message) { StoppedAt = refused.Span };
        }

        return new RunResult(columns, places, rows, null);
    }

    private static (ImmutableArray<ColumnSchema> Columns, ImmutableArray<int> Places) Shown(Shape shape)
    {
        ImmutableArray<int> places = [.. Enumerable.Range(0, shape.Columns.Length).Where(i => shape.Columns[i].Shown is not { Length: 0 })];
        return ([.. places.Select(i => new ColumnSchema(shape.Columns[i].Shown ?? shape.Columns[i].Name, (shape.Columns[i].ShownType ?? shape.Columns[i].Type).Name()))], places);
    }

    private static string Difference(ImmutableArray<ColumnSchema> expected, ImmutableArray<ColumnSchema> columns)
    {
        var place = Enumerable.Range(0, Math.Max(expected.Length, columns.Length)).First(i => i >= expected.Length || i >= columns.Length || expected[i] != columns[i]);
        return $"{At(columns)} in place of {At(expected)}";

        string At(ImmutableArray<ColumnSchema> list) => place < list.Length ? $"{list[place].Name}:{list[place].Type}" : "nothing";
    }

    private static bool IsExpected(ImmutableArray<ColumnSchema> expected, ImmutableArray<ColumnSchema> columns, bool retyped) =>
        retyped ? expected.Select(c => c.Name).SequenceEqual(columns.Select(c => c.Name)) : expected.SequenceEqual(columns);
}
