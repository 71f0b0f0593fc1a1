using ContentGen.Core.Text;

namespace ContentGen.Kusto.Engine.Compiling;

/// <summary>Ends the compilation of a query that cannot be run offline. Caught in <see cref="QueryProgram"/>.</summary>
internal sealed class RefusedException : Exception
{
    public RefusedException()
    {
    }

    public RefusedException(string message)
        : base(message)
    {
    }

    public RefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public RefusedException(string message, TextSpan span)
        : base(message) => Span = span;

    public TextSpan Span { get; }
}
