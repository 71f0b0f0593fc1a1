using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Operators;

/// <summary>Compares keys of several values: groups, join keys, distinct rows.</summary>
internal sealed class RowKey : IEqualityComparer<Value[]>
{
    public static RowKey Comparer { get; } = new();

    public bool Equals(Value[]? x, Value[]? y)
    {
        if (x!.Length != y!.Length)
        {
            return false;
        }

        for (var i = 0; i < x.Length; i++)
        {
            if (!x[i].Equals(y[i]))
            {
                return false;
            }
        }

        return true;
    }

    public int GetHashCode(Value[] obj)
    {
        var hash = 17;
        foreach (var value in obj)
        {
            hash = unchecked((hash * 31) + value.GetHashCode());
        }

        return hash;
    }
}
