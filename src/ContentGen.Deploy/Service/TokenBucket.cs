namespace ContentGen.Deploy.Service;

/// <summary>So many requests at once, then so many a second. Who comes when it is empty waits for a turn, in the order of coming.</summary>
internal sealed class TokenBucket(int capacity, int perSecond, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly long _start = clock.GetTimestamp();

    // Tokens taken since the start, counted up to at least what has been refilled: a full bucket saves nothing more.
    private double _taken;

    /// <summary>How long the caller has to wait for its turn, which it has taken with this call.</summary>
    public TimeSpan Take()
    {
        lock (_lock)
        {
            var refilled = clock.GetElapsedTime(_start).TotalSeconds * perSecond;
            _taken = Math.Max(_taken, refilled) + 1;
            var missing = _taken - refilled - capacity;
            return missing <= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(missing / perSecond);
        }
    }
}
