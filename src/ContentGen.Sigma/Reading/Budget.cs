using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Reading;

/// <summary>Bounds the work on one query: a let that is used by lets that are used by lets doubles at each step.</summary>
internal sealed class Budget
{
    private const int MaxNodes = 400_000;
    private const int MaxDepth = 200;

    private int _nodes;
    private int _depth;

    public T Enter<T>(Func<T> read)
    {
        if (++_nodes > MaxNodes || ++_depth > MaxDepth)
        {
            throw new TooComplexException("the query resolves to too much");
        }

        try
        {
            return read();
        }
        finally
        {
            _depth--;
        }
    }
}
