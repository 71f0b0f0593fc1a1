using ContentGen.Core.Text;

namespace ContentGen.Detection.Workspaces;

/// <summary>Ends the writing of a query that another engine cannot be asked. Caught in <see cref="MovedQuery"/>.</summary>
internal sealed class NotMovableException : Exception
{
    public NotMovableException()
    {
    }

    public NotMovableException(string message)
        : base(message)
    {
    }

    public NotMovableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public NotMovableException(string message, TextSpan span)
        : base(message) => Span = span;

    public TextSpan Span { get; }
}
