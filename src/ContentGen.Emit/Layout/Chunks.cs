using System.Collections.Immutable;

namespace ContentGen.Emit.Layout;

/// <summary>Splits a list into runs that keep a limit on their number and on the sum of their sizes.</summary>
internal static class Chunks
{
    /// <summary>The runs in order; an item that is larger than the limit is a run of its own.</summary>
    public static IEnumerable<ImmutableArray<T>> Split<T>(IEnumerable<T> items, int maxCount, int maxSize, Func<T, int> sizeOf)
    {
        var chunk = ImmutableArray.CreateBuilder<T>();
        var total = 0;
        foreach (var item in items)
        {
            var size = sizeOf(item);
            if (chunk.Count > 0 && (chunk.Count == maxCount || total + size > maxSize))
            {
                yield return chunk.ToImmutable();
                chunk.Clear();
                total = 0;
            }

            chunk.Add(item);
            total += size;
        }

        if (chunk.Count > 0)
        {
            yield return chunk.ToImmutable();
        }
    }
}
