using ContentGen.Cli.Content;
using ContentGen.Cli.Running;
using ContentGen.Emit.Pages;

namespace ContentGen.Cli.Output;

/// <summary>The page templates of a run: those of the user where there are any, else the ones that come with the program.</summary>
internal static class TemplateFiles
{
    /// <summary>--templates, else `templates` beside the content folder.</summary>
    public static PageTemplates Load(string? given, ContentRoot? root)
    {
        var folder = given ?? (root is null ? null : Path.Combine(root.Path, "..", "templates"));
        if (given is not null && !Directory.Exists(given))
        {
            throw new UsageException($"--templates: there is no folder '{given}'");
        }

        return PageTemplates.Load(name => Compile(folder, name));
    }

    private static PageTemplate Compile(string? folder, string name)
    {
        var path = folder is null ? null : Path.Combine(folder, "pages", name);
        try
        {
            return PageTemplate.Compile(path is not null && File.Exists(path) ? File.ReadAllText(path) : PageTemplates.DefaultText(name));
        }
        catch (TemplateException e)
        {
            throw new EnvironmentException($"the page template '{name}' is faulty: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentException($"the page template '{name}' cannot be read: {e.Message}", e);
        }
    }
}
