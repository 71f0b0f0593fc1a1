using ContentGen.Core.Text;

namespace ContentGen.Core.Yaml;

/// <summary>A scalar with its value and the way back from every character of the value to the file.</summary>
public sealed class YamlScalar : YamlNode
{
    private readonly Lazy<ScalarMap> _map;

    public YamlScalar(SourceText source, TextSpan span, string value, YamlScalarStyle style)
        : base(span)
    {
        Value = value;
        Style = style;
        _map = new Lazy<ScalarMap>(() => ScalarMap.Create(source, span, value, style));
    }

    public string Value { get; }

    public YamlScalarStyle Style { get; }

    /// <summary>True for an empty plain scalar and for the words that YAML's core schema reads as null.</summary>
    public bool IsNull => Style == YamlScalarStyle.Plain && Value is "" or "~" or "null" or "Null" or "NULL";

    public override string Kind => IsNull ? "nothing" : "a text";

    /// <summary>Where each character of the value stands in the file.</summary>
    public ScalarMap Map => _map.Value;
}
