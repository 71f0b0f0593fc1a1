using System.Globalization;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace ContentGen.Emit.Pages;

/// <summary>
/// A Handlebars template of a page. Its expressions escape what would be markup; helpers: <c>code</c> (in a line), <c>fence</c> (in lines,
/// with a language), <c>lines</c> (text of several lines), <c>address</c> (a link), <c>item</c> (Markdown inside a list, not escaped).
/// </summary>
public sealed class PageTemplate
{
    private static readonly IHandlebars Engine = CreateEngine();

    private readonly string _text;
    private readonly HandlebarsTemplate<object, object> _template;

    private PageTemplate(string text, HandlebarsTemplate<object, object> template)
    {
        _text = text;
        _template = template;
    }

    /// <exception cref="TemplateException">The text is no Handlebars template.</exception>
    public static PageTemplate Compile(string templateText)
    {
        var text = templateText.ReplaceLineEndings("\n");
        return Guard(text, () => new PageTemplate(text, Engine.Compile(text)));
    }

    /// <summary>The page: lines end in LF, one line end at the end.</summary>
    /// <exception cref="TemplateException">The template names something that the view does not have, or a helper or partial that there is not.</exception>
    public string Render(object view)
    {
        var page = Guard(_text, () => _template(view));
        return page.ReplaceLineEndings("\n").Trim('\n') + "\n";
    }

    private static T Guard<T>(string text, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (HandlebarsUndefinedBindingException e)
        {
            var line = TemplateLines.Naming(text, e.MissingKey);
            throw new TemplateException($"the page template names '{e.MissingKey}', which there is not", line, e);
        }
        catch (Exception e) when (e is HandlebarsException || IsCompilersOwn(e))
        {
            throw new TemplateException($"the page template is wrong: {TemplateLines.FirstLine(e.Message)}", TemplateLines.Told(e.Message), e);
        }
    }

    // The library's compiler does not look for every mistake: {{#if}} and {{#each}} without an argument end in these.
    private static bool IsCompilersOwn(Exception e) => e.TargetSite?.DeclaringType?.Assembly != typeof(PageTemplate).Assembly
        && e is InvalidOperationException or ArgumentException or InvalidCastException or NullReferenceException or IndexOutOfRangeException;

    private static IHandlebars CreateEngine()
    {
        var engine = Handlebars.Create(new HandlebarsConfiguration
        {
            ThrowOnUnresolvedBindingExpression = true,
            TextEncoder = new MarkdownEncoder(),
            FormatProvider = CultureInfo.InvariantCulture,
        });
        Register(engine, "code", MarkdownText.CodeSpan);
        Register(engine, "lines", MarkdownText.Lines);
        Register(engine, "address", MarkdownText.Address);
        Register(engine, "item", MarkdownText.Item);
        engine.RegisterHelper("fence", (output, _, arguments) => output.WriteSafeString(
            MarkdownText.Fence(Argument(arguments, 0), arguments.Length > 1 ? Argument(arguments, 1) : "")));
        return engine;
    }

    private static void Register(IHandlebars engine, string name, Func<string, string> write) =>
        engine.RegisterHelper(name, (output, _, arguments) => output.WriteSafeString(write(Argument(arguments, 0))));

    private static string Argument(Arguments arguments, int index) =>
        index < arguments.Length ? Convert.ToString(arguments[index], CultureInfo.InvariantCulture) ?? "" : "";
}
