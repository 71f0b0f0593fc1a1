using System.Globalization;
using System.Text.RegularExpressions;

namespace ContentGen.Emit.Pages;

/// <summary>Finds the line of a template that an error is about, as far as Handlebars.Net tells.</summary>
internal static partial class TemplateLines
{
    public static string FirstLine(string message) => message.Split('\n')[0].TrimEnd(' ', ':', '\r');

    /// <summary>The line that the library names in its message, from 1.</summary>
    public static int? Told(string message)
    {
        var match = Position().Match(message);
        return match.Success && int.TryParse(match.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line + 1 : null;
    }

    /// <summary>The first line with an expression that names the key; of an undefined name the library tells no position.</summary>
    public static int? Naming(string template, string key)
    {
        var name = new Regex($@"\{{\{{[^}}]*(?<![\w]){Regex.Escape(key)}(?![\w])", RegexOptions.CultureInvariant);
        var match = name.Match(template);
        return match.Success ? 1 + template.AsSpan(0, match.Index).Count('\n') : null;
    }

    [GeneratedRegex(@"Occured at:\s*(?<line>[0-9]+):[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Position();
}
