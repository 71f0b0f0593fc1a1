namespace ContentGen.Emit.Pages;

/// <summary>The templates of a run.</summary>
public sealed record PageTemplates(PageTemplate Rule, PageTemplate Index, PageTemplate Function, PageTemplate Watchlist)
{
    /// <summary>The templates that come with the program, templates/pages/*.hbs.</summary>
    public static readonly PageTemplates Default = Load(name => PageTemplate.Compile(DefaultText(name)));

    /// <summary>All templates, by the names of their files.</summary>
    public static PageTemplates Load(Func<string, PageTemplate> compile) => new(compile("rule.md.hbs"), compile("index.md.hbs"), compile("function.md.hbs"), compile("watchlist.md.hbs"));

    /// <summary>The text of a template that comes with the program: rule.md.hbs and the like.</summary>
    public static string DefaultText(string name)
    {
        var stream = typeof(PageTemplates).Assembly.GetManifestResourceStream("pages/" + name)
            ?? throw new ArgumentException($"there is no template '{name}'", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
