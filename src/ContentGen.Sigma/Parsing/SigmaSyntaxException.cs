namespace ContentGen.Sigma.Parsing;

/// <summary>A Sigma rule that cannot be read, or that uses what this reader refuses (placeholders, base64, unknown modifiers). The message says what.</summary>
public sealed class SigmaSyntaxException : Exception
{
    public SigmaSyntaxException()
    {
    }

    public SigmaSyntaxException(string message)
        : base(message)
    {
    }

    public SigmaSyntaxException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
