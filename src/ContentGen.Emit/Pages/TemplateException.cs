namespace ContentGen.Emit.Pages;

/// <summary>A page template that is no Handlebars, or that names something that its page does not have.</summary>
public sealed class TemplateException : Exception
{
    public TemplateException()
    {
    }

    public TemplateException(string message)
        : base(message)
    {
    }

    public TemplateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public TemplateException(string message, int? line, Exception innerException)
        : base(message, innerException) => Line = line;

    /// <summary>The line of the template, from 1, where it is known.</summary>
    public int? Line { get; }
}
