using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>row_number, prev, next, row_cumsum, row_rank_*, row_window_session: functions over rows in order.</summary>
internal static class WindowFunctions
{
    public static void Register(FunctionTable table)
    {
        table.Add("prev", FunctionNature.Row, call => Neighbour(call, -1));
        table.Add("next", FunctionNature.Row, call => Neighbour(call, 1));
        table.Add("row_number", FunctionNature.Row, RowNumber);
        table.Add("row_cumsum", FunctionNature.Row, CumulativeSum);
        table.Add("row_rank_dense", FunctionNature.Row, call => Rank(call, dense: true));
        table.Add("row_rank_min", FunctionNature.Row, call => Rank(call, dense: false));
        table.Add("row_window_session", FunctionNature.Row, Session);
    }

    private static Evaluate Neighbour(FunctionCall call, int sign)
    {
        Use(call);
        var value = call[0].Evaluate;
        var distance = call.Long(1, 1);
        Evaluate missing = call.Has(2) ? call[2].Evaluate : _ => Value.Null;
        return f =>
        {
            var place = f.Place + (sign * (distance(f) ?? 1));
            if (place < 0 || place >= f.Window!.Count)
            {
                return missing(f);
            }

            var own = f.Row;
            f.Row = f.Window[(int)place];
            var found = value(f);
            f.Row = own;
            return found;
        };
    }

    private static Evaluate RowNumber(FunctionCall call)
    {
        Use(call);
        var start = call.Long(0, 1);
        Evaluate restart = call.Has(1) ? call[1].Evaluate : _ => Value.False;
        return f =>
        {
            var state = State<long>(f, call);
            state.Value = state.IsNew || restart(f).IsTrue ? start(f) ?? 1 : state.Value + 1;
            state.IsNew = false;
            return Value.Of(state.Value);
        };
    }

    private static Evaluate CumulativeSum(FunctionCall call)
    {
        Use(call);
        var value = call[0].Evaluate;
        Evaluate restart = call.Has(1) ? call[1].Evaluate : _ => Value.False;
        if (call.Type is not (ScalarType.Long or ScalarType.Int or ScalarType.Real or ScalarType.TimeSpan))
        {
            throw call.Refuse($"a sum of {call.Type.Name()}");
        }

        return f =>
        {
            var state = State<(long Whole, double Real)>(f, call);
            var found = value(f);
            var (whole, real) = restart(f).IsTrue ? default : state.Value;
            state.Value = found.IsNull ? (whole, real) : (unchecked(whole + found.AsLong), real + Numbers.Real(found));
            return call.Type switch
            {
                ScalarType.Real => Value.Of(state.Value.Real),
                ScalarType.TimeSpan => Value.TimeSpan(state.Value.Whole),
                _ => Value.Of(state.Value.Whole),
            };
        };
    }

    private static Evaluate Rank(FunctionCall call, bool dense)
    {
        Use(call);
        var value = call[0].Evaluate;
        Evaluate restart = call.Has(1) ? call[1].Evaluate : _ => Value.False;
        return f =>
        {
            var state = State<(long Rank, long Rows, Value Last)>(f, call);
            var found = value(f);
            if (state.IsNew || restart(f).IsTrue)
            {
                state.Value = (1, 1, found);
            }
            else
            {
                var (rank, rows, last) = state.Value;
                state.Value = (found == last ? rank : dense ? rank + 1 : rows + 1, rows + 1, found);
            }

            state.IsNew = false;
            return Value.Of(state.Value.Rank);
        };
    }

    // The first time of the session that a row belongs to: one ends when too much time passed since its start or since the row before.
    private static Evaluate Session(FunctionCall call)
    {
        Use(call);
        Evaluate time = call[0].Evaluate, sinceFirst = call[1].Evaluate, between = call[2].Evaluate;
        Evaluate restart = call.Has(3) ? call[3].Evaluate : _ => Value.False;
        return f =>
        {
            var state = State<(Value First, Value Last)>(f, call);
            var now = time(f);
            if (now.IsNull)
            {
                throw new RunStopped("row_window_session() of a null time");
            }

            var (first, last) = state.Value;
            if (state.IsNew || restart(f).IsTrue || now.AsTicks - first.AsTicks > sinceFirst(f).AsTicks || now.AsTicks - last.AsTicks > between(f).AsTicks)
            {
                first = now;
            }

            state.Value = (first, now);
            state.IsNew = false;
            return first;
        };
    }

    private static void Use(FunctionCall call)
    {
        var window = call.Scope.Window ?? throw call.Refuse("outside of where, extend and project");
        window.IsUsed = true;
    }

    private static Box<T> State<T>(Frame frame, FunctionCall call)
    {
        if (!frame.State!.TryGetValue(call, out var state))
        {
            frame.State.Add(call, state = new Box<T>());
        }

        return (Box<T>)state;
    }

    private sealed class Box<T>
    {
        public T Value { get; set; } = default!;

        public bool IsNew { get; set; } = true;
    }
}
