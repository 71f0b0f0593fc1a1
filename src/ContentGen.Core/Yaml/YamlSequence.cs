using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Core.Yaml;

public sealed class YamlSequence(TextSpan span, ImmutableArray<YamlNode> items) : YamlNode(span)
{
    public ImmutableArray<YamlNode> Items { get; } = items;

    public override string Kind => "a list";
}
