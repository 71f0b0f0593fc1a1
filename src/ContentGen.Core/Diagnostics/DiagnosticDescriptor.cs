using System.Globalization;

namespace ContentGen.Core.Diagnostics;

/// <summary>What a code stands for. <see cref="Message"/> is a format string; <c>Pages/CODE.md</c> is its page.</summary>
public sealed record DiagnosticDescriptor(string Code, Severity Severity, string Title, string Message)
{
    public string Format(params object?[] arguments) => string.Format(CultureInfo.InvariantCulture, Message, arguments);
}
