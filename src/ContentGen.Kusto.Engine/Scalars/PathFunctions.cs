using ContentGen.Kusto.Engine.Values;

namespace ContentGen.Kusto.Engine.Scalars;

/// <summary>parse_path(): the parts of a file's path, with either slash.</summary>
internal static class PathFunctions
{
    public static void Register(FunctionTable table) => table.Add("parse_path", Lift.Text(t => t.Length == 0 ? throw new Running.RunStopped("parse_path() of an empty text is not documented") : Parse(t)));

    private static Value Parse(string text)
    {
        var schemeEnd = text.IndexOf("://", StringComparison.Ordinal);
        var scheme = schemeEnd > 0 && text[..schemeEnd].All(char.IsAsciiLetter) ? text[..schemeEnd] : "";
        var rest = scheme.Length > 0 ? text[(schemeEnd + 3)..] : text;
        if (rest.StartsWith(@"\\?\", StringComparison.Ordinal) || rest.StartsWith("//", StringComparison.Ordinal))
        {
            throw new Running.RunStopped("parse_path() of this form of path is not documented in detail");
        }

        var root = rest.Length > 1 && char.IsAsciiLetter(rest[0]) && rest[1] == ':' ? rest[..2] : "";
        var stream = "";
        if (rest.LastIndexOf(':') is > 1 and var colon && colon > rest.LastIndexOfAny(['/', '\\']))
        {
            stream = rest[(colon + 1)..];
            rest = rest[..colon];
        }

        var slash = rest.LastIndexOfAny(['/', '\\']);
        var directory = slash < 0 ? "" : rest[..slash];
        var file = rest[(slash + 1)..];
        if (directory.Length == 0 || directory == root || file.Length == 0 || !file.Contains('.', StringComparison.Ordinal))
        {
            // Only the names can be told: nothing documents how a root is cut off.
            throw new Running.RunStopped("parse_path() of a path without folder, file or extension is not documented");
        }

        return Value.Of(new DynamicBag(
        [
            new("Scheme", Value.Of(scheme)), new("RootPath", Value.Of(root)), new("DirectoryPath", Value.Of(directory)), new("DirectoryName", Value.Of(directory[(directory.LastIndexOfAny(['/', '\\']) + 1)..])),
            new("Filename", Value.Of(file)), new("Extension", Value.Of(file[(file.LastIndexOf('.') + 1)..])), new("AlternateDataStreamName", Value.Of(stream)),
        ]));
    }
}
