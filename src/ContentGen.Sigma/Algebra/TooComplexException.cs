namespace ContentGen.Sigma.Algebra;

/// <summary>Resolving a query would take more than is reasonable; the query is reported as not convertible.</summary>
internal sealed class TooComplexException : Exception
{
    public TooComplexException()
    {
    }

    public TooComplexException(string message)
        : base(message)
    {
    }

    public TooComplexException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
