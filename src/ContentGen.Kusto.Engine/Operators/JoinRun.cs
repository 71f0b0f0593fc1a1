using ContentGen.Kusto.Engine.Compiling;
using ContentGen.Kusto.Engine.Running;
using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>One run of a join. A null key equals a null key (measured on the emulator).</summary>
internal sealed class JoinRun(Run run, string kind, JoinKeys keys, JoinOutput output, RowSource left, RowSource right, IReadOnlyList<Evaluate> preferred, JoinTrace? trace)
{
    private readonly Dictionary<Value[], List<int>> _byKey = new(RowKey.Comparer);
    private List<Value[]> _right = [];

    public IEnumerable<Value[]> Rows()
    {
        Index();
        var hasMore = kind is "rightouter" or "fullouter" or "rightsemi" or "rightanti" or "rightantisemi";
        var matched = hasMore || trace is not null ? new bool[_right.Count] : null;
        var frame = new Frame(run);
        foreach (var row in kind == "innerunique" ? UniqueLeft() : left.Rows(run))
        {
            run.Tick();
            frame.Row = row;
            var key = keys.Left(frame);
            var found = _byKey.GetValueOrDefault(key);

            if (matched is not null && found is not null)
            {
                found.ForEach(i => matched[i] = true);
            }

            var isLost = true;
            foreach (var joined in Joined(row, found))
            {
                isLost = false;
                run.CountRow();
                yield return joined;
            }

            if (isLost)
            {
                trace?.Left(row, key);
            }
        }

        for (var i = 0; matched is not null && i < matched.Length; i++)
        {
            if (hasMore && (kind is "rightsemi" ? matched[i] : !matched[i]))
            {
                run.CountRow();
                yield return output.Row(null, _right[i]);
            }
            else if (kind is "inner" or "innerunique" && !matched[i])
            {
                frame.Other = _right[i];
                frame.Row = _right[i];
                trace?.Right(_right[i], keys.Right(frame));
            }
        }
    }

    private IEnumerable<Value[]> Joined(Value[] row, List<int>? found) => kind switch
    {
        "inner" or "innerunique" or "rightouter" => found is null ? [] : found.Select(i => output.Row(row, _right[i])),
        "leftouter" or "fullouter" => found is null ? [output.Row(row, null)] : found.Select(i => output.Row(row, _right[i])),
        "leftsemi" => found is null ? [] : [output.Row(row, null)],
        "leftanti" or "anti" or "leftantisemi" => found is null ? [output.Row(row, null)] : [],
        _ => [],
    };

    // "Keeps only the first record" of each key (page of innerunique), of those that the filters after the join prefer.
    private List<Value[]> UniqueLeft()
    {
        var places = new Dictionary<Value[], int>(RowKey.Comparer);
        var kept = new List<Value[]>();
        var frame = new Frame(run);
        foreach (var row in run.Keep(left.Rows(run)))
        {
            run.Tick();
            frame.Row = row;
            var key = keys.Left(frame);
            if (!places.TryGetValue(key, out var place))
            {
                places.Add(key, kept.Count);
                kept.Add(row);
                continue;
            }

            bool isPreferred = IsPreferred(row), isKeptPreferred = IsPreferred(kept[place]);
            if (isPreferred == isKeptPreferred && !row.AsSpan(1).SequenceEqual(kept[place].AsSpan(1)))
            {
                run.LeavesOpen = true;
            }

            if (isPreferred && !isKeptPreferred || run.KeepsLast && isPreferred == isKeptPreferred)
            {
                kept[place] = row;
            }
        }

        return kept;

        bool IsPreferred(Value[] row)
        {
            frame.Row = row;
            return preferred.All(p => p(frame).IsTrue);
        }
    }

    private void Index()
    {
        _right = run.Keep(right.Rows(run));
        var frame = new Frame(run);
        for (var i = 0; i < _right.Count; i++)
        {
            run.Tick();
            frame.Other = _right[i];
            frame.Row = _right[i];
            var key = keys.Right(frame);
            if (!_byKey.TryGetValue(key, out var places))
            {
                _byKey.Add(key, places = []);
            }

            places.Add(i);
        }
    }
}
