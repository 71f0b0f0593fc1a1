using ContentGen.Core.Edits;
using ContentGen.Core.Text;

namespace ContentGen.Core.Yaml;

/// <summary>A scalar with its value and the way back from every character of the value to the file.</summary>
public sealed class YamlScalar : YamlNode
{
    private readonly SourceText _source;
    private ScalarMap? _map;

    public YamlScalar(SourceText source, TextSpan span, string value, YamlScalarStyle style)
        : base(span)
    {
        _source = source;
        Value = value;
        Style = style;
    }

    public string Value { get; }

    public YamlScalarStyle Style { get; }

    /// <summary>True for an empty plain scalar and for the words that YAML's core schema reads as null.</summary>
    public bool IsNull => Style == YamlScalarStyle.Plain && Value is "" or "~" or "null" or "Null" or "NULL";

    public override string Kind => IsNull ? "nothing" : "a text";

    /// <summary>Where each character of the value stands in the file.</summary>
    public ScalarMap Map => _map ??= ScalarMap.Create(_source, Span, Value, Style);

    /// <summary>
    /// The edit of the file that replaces a span of the value, in this scalar's style (indentation, escapes, line breaks of the file);
    /// null when the style cannot express it.
    /// </summary>
    public TextEdit? Edit(TextSpan span, string text) => ScalarEditor.TryEdit(_source, this, span, text);

    /// <summary>The edit that gives the scalar another value; blanks around the old one stay.</summary>
    public TextEdit? Replace(string text)
    {
        var start = Value.Length - Value.AsSpan().TrimStart().Length;
        return Edit(TextSpan.FromBounds(start, Math.Max(start, Value.AsSpan().TrimEnd().Length)), text);
    }
}
