namespace ContentGen.Core.Edits;

/// <summary>
/// The shortest way from one list of lines to another (Myers, "An O(ND) Difference Algorithm and Its Variations", 1986). Texts that differ in
/// more than a bounded number of lines are shown as one change: right, if not short.
/// </summary>
internal static class LineDifference
{
    private const int MaxDistance = 2_000;

    public static List<LineChange> Between(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var start = 0;
        while (start < before.Count && start < after.Count && before[start] == after[start])
        {
            start++;
        }

        var (beforeEnd, afterEnd) = (before.Count, after.Count);
        while (beforeEnd > start && afterEnd > start && before[beforeEnd - 1] == after[afterEnd - 1])
        {
            beforeEnd--;
            afterEnd--;
        }

        if (beforeEnd == start && afterEnd == start)
        {
            return [];
        }

        var (n, m) = (beforeEnd - start, afterEnd - start);
        return Trace(n, m, (x, y) => before[start + x] == after[start + y]) is { } trace
            ? Walk(trace, n, m, start)
            : [new LineChange(start, n, start, m)];
    }

    // Per distance the furthest x on each diagonal; null when the texts are too far apart.
    private static List<int[]>? Trace(int n, int m, Func<int, int, bool> same)
    {
        var trace = new List<int[]>();
        var limit = Math.Min(n + m, MaxDistance);
        var furthest = new int[(2 * limit) + 3];
        var zero = limit + 1;
        for (var distance = 0; distance <= limit; distance++)
        {
            trace.Add(furthest[(zero - distance)..(zero + distance + 1)]);
            for (var k = -distance; k <= distance; k += 2)
            {
                var down = k == -distance || (k != distance && furthest[zero + k - 1] < furthest[zero + k + 1]);
                var x = down ? furthest[zero + k + 1] : furthest[zero + k - 1] + 1;
                var y = x - k;
                while (x < n && y < m && same(x, y))
                {
                    x++;
                    y++;
                }

                furthest[zero + k] = x;
                if (x >= n && y >= m)
                {
                    return trace;
                }
            }
        }

        return null;
    }

    private static List<LineChange> Walk(List<int[]> trace, int x, int y, int start)
    {
        var changes = new List<LineChange>();
        for (var distance = trace.Count - 1; distance > 0; distance--)
        {
            // The state before this step: diagonals from -distance to distance.
            var furthest = trace[distance];
            var k = x - y;
            var down = k == -distance || (k != distance && furthest[distance + k - 1] < furthest[distance + k + 1]);
            var previous = down ? k + 1 : k - 1;
            var fromX = furthest[distance + previous];
            var fromY = fromX - previous;
            Add(changes, new LineChange(start + fromX, down ? 0 : 1, start + fromY, down ? 1 : 0));
            (x, y) = (fromX, fromY);
        }

        changes.Reverse();
        return changes;
    }

    // Steps come from the last to the first; neighbours become one change.
    private static void Add(List<LineChange> changes, LineChange step)
    {
        if (changes.Count > 0 && changes[^1] is var next && step.Before + step.Removed == next.Before && step.After + step.Added == next.After)
        {
            changes[^1] = new LineChange(step.Before, step.Removed + next.Removed, step.After, step.Added + next.Added);
        }
        else
        {
            changes.Add(step);
        }
    }
}
