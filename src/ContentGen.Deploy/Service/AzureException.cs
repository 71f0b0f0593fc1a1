namespace ContentGen.Deploy.Service;

/// <summary>A request that failed, with the service's own words; never with headers.</summary>
public sealed class AzureException : Exception
{
    public AzureException()
    {
    }

    public AzureException(string message)
        : base(message)
    {
    }

    public AzureException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public AzureException(AzureFault fault, int status, string code, string message)
        : base(message)
    {
        (Fault, Status, Code) = (fault, status, code);
    }

    public AzureFault Fault { get; }

    /// <summary>The HTTP status; 0 when there was no answer.</summary>
    public int Status { get; }

    /// <summary>The service's own code, such as AuthorizationFailed.</summary>
    public string Code { get; } = "";

    /// <summary>One line for a person: status, code, message.</summary>
    public string Line => Status == 0 ? Message : $"{Status} {Code}: {Message}";
}
