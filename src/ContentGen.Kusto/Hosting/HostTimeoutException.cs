namespace ContentGen.Kusto.Hosting;

/// <summary>A host process did not answer in time.</summary>
internal sealed class HostTimeoutException : HostFailureException
{
    public HostTimeoutException()
    {
    }

    public HostTimeoutException(string message)
        : base(message)
    {
    }

    public HostTimeoutException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public HostTimeoutException(Exception innerException)
        : base("it did not answer in time", innerException)
    {
    }
}
