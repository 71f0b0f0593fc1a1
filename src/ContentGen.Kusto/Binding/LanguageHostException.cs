namespace ContentGen.Kusto.Binding;

/// <summary>KQL cannot be analysed on this machine: no Node.js, too old, or it does not start. The message tells the user what to do.</summary>
public sealed class LanguageHostException : Exception
{
    public LanguageHostException()
    {
    }

    public LanguageHostException(string message)
        : base(message)
    {
    }

    public LanguageHostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
