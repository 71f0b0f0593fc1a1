using ContentGen.Kusto.Binding;
using ContentGen.Sigma.Algebra;

namespace ContentGen.Sigma.Reading;

/// <summary>
/// Columns that parse takes out of a Windows event's XML, as <c>* 'Image">' Image "&lt;" *</c>: they are the event's own fields, empty where
/// the whole pattern does not fit.
/// </summary>
internal static class ParsedText
{
    public static IEnumerable<(string Name, Value Value)> Columns(BoundNode node, Value source)
    {
        var parts = node.ChildrenOf("Patterns").ToList();
        var isSimple = !node.ChildrenOf("Parameters").Any(p => p.Child("Name")?.Name is "kind" or "flags");
        for (var i = 1; i + 1 < parts.Count; i++)
        {
            var declared = parts[i].Kind == "NameDeclaration" ? parts[i] : parts[i].Child("Name");
            var isText = parts[i].Kind == "NameDeclaration" || declared?.Type?.Name == "string";
            if (declared?.Name is not { } name)
            {
                continue;
            }

            if (isSimple && isText && source is ColumnValue { Name: "EventData" or "ParameterXml" or "RenderedDescription" } && Field(parts[i - 1].Constant) is { } field && parts[i + 1].Constant is "<" or "</Data>")
            {
                yield return (name, new CallValue("parsed", [new ColumnValue($"EventData.{field}", "string")], "string"));
            }
            else
            {
                yield return (name, new UnknownValue(Reasons.Computed));
            }
        }
    }

    // Image"> or <Data Name="Image">.
    private static string? Field(string? text)
    {
        if (text is null || !text.EndsWith("\">", StringComparison.Ordinal))
        {
            return null;
        }

        var quote = text.LastIndexOf('"', text.Length - 3);
        var name = text[(quote + 1)..^2];
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && (quote < 0 || text[..quote].EndsWith("Name=", StringComparison.Ordinal)) ? name : null;
    }
}
