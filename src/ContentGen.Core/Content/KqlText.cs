using ContentGen.Core.Edits;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Content;

/// <summary>KQL inside YAML: the query as it will be deployed, and the scalar that leads back to the file.</summary>
public sealed record KqlText(string Text, YamlScalar Scalar)
{
    /// <summary>For a query that was changed after it had been read: a span of it as one of the query as written. Null where it is as written.</summary>
    public Func<TextSpan, TextSpan>? ToWritten { get; init; }

    /// <summary>For text that was put into the query from elsewhere in the same file: where it stands there. Null for all other text.</summary>
    public Func<TextSpan, TextSpan?>? PlaceOfAdded { get; init; }

    /// <summary>A span of the query as a span of the file.</summary>
    public TextSpan ToSource(TextSpan span) => PlaceOfAdded?.Invoke(span) ?? Scalar.Map.ToSource(ToWritten?.Invoke(span) ?? span);

    /// <summary>The edit of the file that replaces a span of the query; null when its YAML style cannot express it, or the query is not as written.</summary>
    public TextEdit? Edit(TextSpan span, string text) => ToWritten is null ? Scalar.Edit(span, text) : null;
}
