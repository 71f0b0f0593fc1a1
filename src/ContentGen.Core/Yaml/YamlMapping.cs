using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Core.Yaml;

/// <summary>Keys and values in the order of the file. No key occurs twice: the reader reports a repetition and keeps the first.</summary>
public sealed class YamlMapping(TextSpan span, ImmutableArray<YamlEntry> entries) : YamlNode(span)
{
    public ImmutableArray<YamlEntry> Entries { get; } = entries;

    public override string Kind => "a mapping";

    /// <summary>The entry of a key, compared to the letter, or null.</summary>
    public YamlEntry? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key.Value == key)
            {
                return entry;
            }
        }

        return null;
    }
}
