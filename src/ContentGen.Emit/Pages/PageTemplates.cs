namespace ContentGen.Emit.Pages;

/// <summary>The templates of a run.</summary>
public sealed record PageTemplates(PageTemplate Rule, PageTemplate Index)
{
    /// <summary>The templates that come with the program, templates/pages/*.hbs.</summary>
    public static readonly PageTemplates Default = new(PageTemplate.Compile(DefaultText("rule.md.hbs")), PageTemplate.Compile(DefaultText("index.md.hbs")));

    /// <summary>The text of a template that comes with the program: rule.md.hbs or index.md.hbs.</summary>
    public static string DefaultText(string name)
    {
        var stream = typeof(PageTemplates).Assembly.GetManifestResourceStream("pages/" + name)
            ?? throw new ArgumentException($"there is no template '{name}'", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
