namespace ContentGen.Kusto.Hosting;

/// <summary>A host process ended or talked nonsense. It stays inside the pool.</summary>
internal class HostFailureException : Exception
{
    /// <summary>A signal ended the process: it did not end by itself.</summary>
    public bool WasKilled { get; init; }

    public HostFailureException()
    {
    }

    public HostFailureException(string message)
        : base(message)
    {
    }

    public HostFailureException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
