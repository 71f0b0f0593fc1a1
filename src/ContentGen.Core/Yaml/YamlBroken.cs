using ContentGen.Core.Text;

namespace ContentGen.Core.Yaml;

/// <summary>A part of the file that is no YAML. It has been reported; whoever meets it stays silent.</summary>
public sealed class YamlBroken(TextSpan span) : YamlNode(span)
{
    public override string Kind => "broken YAML";
}
