namespace ContentGen.Kusto.RegularExpressions;

/// <summary>A pattern that Kusto does not take, or that has no exact counterpart here. Caught in <see cref="KustoRegex"/>.</summary>
internal sealed class RegexRefusedException : Exception
{
    public RegexRefusedException()
    {
    }

    public RegexRefusedException(string message)
        : base(message)
    {
    }

    public RegexRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
