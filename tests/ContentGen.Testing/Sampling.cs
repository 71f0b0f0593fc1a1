namespace ContentGen.Testing;

/// <summary>How much of what takes minutes a run takes: a sample, or with CONTENTGEN_FULL=1 all of it.</summary>
public static class Sampling
{
    /// <summary>Whether this run takes all.</summary>
    public static bool IsWhole { get; } = Environment.GetEnvironmentVariable("CONTENTGEN_FULL") == "1";

    /// <summary>One of the two figures: that of a plain run, or that of a whole one.</summary>
    public static int Count(int plain, int whole) => IsWhole ? whole : plain;

    /// <summary>Each n-th of the cases, counted from the first; in a whole run all.</summary>
    public static IEnumerable<T> Each<T>(int n, IEnumerable<T> cases) => IsWhole ? cases : cases.Where((_, i) => i % n == 0);
}
