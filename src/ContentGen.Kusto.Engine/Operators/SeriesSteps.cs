using ContentGen.Kusto.Binding;
using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>
/// The axis of make-series. From a start up to, not with, an end; where an end is missing, the group's own first or last bin; by
/// in range(start, stop, step) with the stop, on multiples of the step (https://learn.microsoft.com/kusto/query/make-series-operator).
/// </summary>
internal sealed class SeriesSteps
{
    // Kusto's own bound on the number of points of a series.
    private const int MostPoints = 1_048_576;

    private readonly Expr _axis;
    private readonly Evaluate? _from;
    private readonly Evaluate? _to;
    private readonly Evaluate _step;
    private readonly bool _inRange;

    private SeriesSteps(Expr axis, Evaluate? from, Evaluate? to, Evaluate step, bool inRange) => (_axis, _from, _to, _step, _inRange) = (axis, from, to, step, inRange);

    /// <summary>Both ends are given: a series has the same points in every group.</summary>
    public bool IsFixed => _from is not null && _to is not null;

    public static SeriesSteps Compile(QueryCompiler compiler, BoundNode node, Expr axis, Scope scope)
    {
        if (axis.Type is not (ScalarType.DateTime or ScalarType.Long or ScalarType.Int or ScalarType.TimeSpan))
        {
            throw QueryCompiler.Refuse("make-series over something else than datetimes, timespans or integers", node);
        }

        var range = node.Child("RangeClause") ?? throw QueryCompiler.Refuse("make-series without a step", node);
        if (range.Kind == "MakeSeriesInRangeClause")
        {
            var bounds = (range.Child("Arguments")?.Children ?? []).Select(a => compiler.Scalar(a, scope).Evaluate).ToArray();
            return bounds.Length == 3 ? new SeriesSteps(axis, bounds[0], bounds[1], bounds[2], inRange: true) : throw QueryCompiler.Refuse("a range of make-series without start, stop and step", range);
        }

        Evaluate? Bound(string clause) => range.Child(clause)?.Child("Expression") is { } bound ? compiler.Scalar(bound, scope).Evaluate : null;
        Evaluate? from = Bound("MakeSeriesFromClause"), to = Bound("MakeSeriesToClause");
        return from is null && to is not null
            ? throw QueryCompiler.Refuse("make-series with an end but no start", node)
            : new SeriesSteps(axis, from, to, Bound("MakeSeriesStepClause") ?? throw QueryCompiler.Refuse("make-series without a step", node), inRange: false);
    }

    /// <summary>What the ends and the step are in a run.</summary>
    public Bounds Start(Frame frame)
    {
        long? Of(Evaluate? bound) => bound is null ? null : Casts.To(bound(frame), _axis.Type) is { IsNull: false } known ? known.AsLong : throw new RunStopped("an end of make-series that is null");
        var width = _step(frame);
        return width.IsNull || width.AsLong <= 0 ? throw new RunStopped("a step of make-series that is null or does not advance") : new Bounds(this, Of(_from), Of(_to), width.AsLong);
    }

    private Value At(long point) => _axis.Type switch
    {
        ScalarType.DateTime => Value.DateTime(point),
        ScalarType.TimeSpan => Value.TimeSpan(point),
        _ => Value.Of(point),
    };

    internal sealed class Bounds(SeriesSteps steps, long? from, long? to, long width)
    {
        private readonly long _origin = steps._inRange || from is null ? 0 : from.Value;

        /// <summary>The start of the bin that the frame's row belongs to; null when it lies outside.</summary>
        public long? BinOf(Frame frame)
        {
            if (steps._axis.Evaluate(frame) is not { IsNull: false, AsLong: var at })
            {
                return null;
            }

            var bin = Floor(at);
            if (!steps._inRange)
            {
                return at < from || at >= to ? null : bin;
            }

            var isInside = at >= from && at <= to;
            return isInside || bin < Floor(from!.Value) || bin > to
                ? isInside ? bin : null
                : throw new RunStopped("make-series in range(): a row outside of the range whose bin is inside of it");
        }

        /// <summary>The points of a series whose rows fall into these bins.</summary>
        public List<long> Points(IReadOnlyCollection<long> bins)
        {
            var first = steps._inRange ? Floor(from!.Value) : from ?? bins.Min();
            var (last, isInclusive) = to is { } end ? (end, steps._inRange) : (bins.Max(), true);
            var points = new List<long>();
            for (Int128 at = first; isInclusive ? at <= last : at < last; at += width)
            {
                points.Add((long)at);
                if (points.Count > MostPoints)
                {
                    throw new RunStopped($"a series of more than {MostPoints} points");
                }
            }

            return points;
        }

        public Value Axis(List<long> points) => Value.Of(new DynamicArray([.. points.Select(steps.At)]));

        private long Floor(long at)
        {
            var distance = (Int128)at - _origin;
            var rest = distance % width;
            return (long)(at - (rest < 0 ? rest + width : rest));
        }
    }
}
