using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Aggregates;

/// <summary>
/// take_any: of one column the first value that is there, of several the first row (the documentation leaves the choice open, but says
/// that a single column gives a non-empty value where there is one).
/// </summary>
internal static class PickAggregates
{
    public static void Register(AggregateTable table)
    {
        table.Add("take_any", "take_anyif", 1, Pick);
        table.Add("any", "anyif", 1, Pick);
    }

    private static Aggregate Pick(AggregateCall call)
    {
        var values = call.Args.Select(a => a.Evaluate).ToArray();
        return new Aggregate(() => new First(values), [.. call.Args.Select(a => a.Type)]);
    }

    private sealed class First(Evaluate[] values) : Accumulator
    {
        private Value[]? _row;

        public override void Add(Frame frame)
        {
            if (_row is null || (values.Length == 1 && IsEmpty(_row[0])))
            {
                _row = [.. values.Select(v => v(frame))];
            }
        }

        public override int Write(Span<Value> cells)
        {
            _row.AsSpan().CopyTo(cells);
            return values.Length;
        }

        private static bool IsEmpty(Value value) => value.IsNull || (value.IsText && value.AsText.Length == 0);
    }
}
