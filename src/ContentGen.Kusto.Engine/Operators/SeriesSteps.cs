using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Scalars;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>The axis of make-series.</summary>
internal sealed class SeriesSteps(Expr axis, Evaluate from, Evaluate to, Evaluate step)
{
    // Kusto's own bound on the number of points of a series.
    private const int MostPoints = 1_048_576;

    public List<Value> Points(Frame frame)
    {
        Value start = Casts.To(from(frame), axis.Type), end = Casts.To(to(frame), axis.Type), width = step(frame);
        if (start.IsNull || end.IsNull || width.IsNull || width.AsLong <= 0)
        {
            throw new RunStopped("a range of make-series that is null or does not advance");
        }

        var points = Constants.Steps(start, end, width, axis.Type).TakeWhile(p => ValueOrder.Compare(p, end) < 0).Take(MostPoints + 1).ToList();
        return points.Count > MostPoints ? throw new RunStopped($"a series of more than {MostPoints} points") : points;
    }

    /// <summary>The step that a row belongs to; null when it lies outside.</summary>
    public int? PlaceOf(Frame frame, List<Value> points)
    {
        if (points.Count == 0 || axis.Evaluate(frame) is not { IsNull: false } at)
        {
            return null;
        }

        var width = points.Count > 1 ? points[1].AsLong - points[0].AsLong : step(frame).AsLong;
        var distance = at.AsLong - points[0].AsLong;
        return distance < 0 || ValueOrder.Compare(at, Casts.To(to(frame), axis.Type)) >= 0 ? null : (int)Math.Min(distance / width, points.Count - 1);
    }
}
