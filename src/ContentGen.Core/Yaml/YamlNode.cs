using ContentGen.Core.Text;

namespace ContentGen.Core.Yaml;

/// <summary>A node of the YAML tree. <see cref="Span"/> counts in the file: for a block scalar it starts at its '|'.</summary>
public abstract class YamlNode(TextSpan span)
{
    public TextSpan Span { get; } = span;

    /// <summary>What a person calls it in a message.</summary>
    public abstract string Kind { get; }
}
