using ContentGen.Core.Edits;
using ContentGen.Core.Text;
using ContentGen.Core.Yaml;

namespace ContentGen.Core.Content;

/// <summary>KQL inside YAML: the query as it will be deployed, and the scalar that leads back to the file.</summary>
public sealed record KqlText(string Text, YamlScalar Scalar)
{
    /// <summary>A span of the query as a span of the file.</summary>
    public TextSpan ToSource(TextSpan span) => Scalar.Map.ToSource(span);

    /// <summary>The edit of the file that replaces a span of the query; null when its YAML style cannot express it.</summary>
    public TextEdit? Edit(TextSpan span, string text) => Scalar.Edit(span, text);
}
