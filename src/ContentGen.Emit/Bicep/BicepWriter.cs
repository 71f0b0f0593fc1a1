using System.Globalization;
using System.Text;
using ContentGen.Emit.Model;

namespace ContentGen.Emit.Bicep;

/// <summary>Prints Bicep source, two blanks for each level. Items of objects and arrays stand on lines of their own, which separate them.</summary>
internal sealed class BicepWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public BicepWriter Line(string text = "")
    {
        _ = text.Length == 0 ? _text.Append('\n') : Indent().Append(text).Append('\n');
        return this;
    }

    /// <summary>A line that ends in '{'; <see cref="Close"/> ends what it begins.</summary>
    public BicepWriter Open(string head)
    {
        _ = Line(head + " {");
        _depth++;
        return this;
    }

    public BicepWriter Close()
    {
        _depth--;
        return Line("}");
    }

    /// <summary>Lines one level deeper.</summary>
    public BicepWriter Indented(IEnumerable<string> lines)
    {
        _depth++;
        foreach (var line in lines)
        {
            _ = Line(line);
        }

        _depth--;
        return this;
    }

    /// <summary>A line that ends in a value.</summary>
    public BicepWriter Assignment(string head, ResourceValue value)
    {
        _ = Indent().Append(head).Append(' ');
        Value(value);
        _ = _text.Append('\n');
        return this;
    }

    public BicepWriter Property(string name, ResourceValue value)
    {
        _ = Indent().Append(BicepText.Name(name)).Append(": ");
        Value(value);
        _ = _text.Append('\n');
        return this;
    }

    public ReadOnlyMemory<byte> ToUtf8() => Encoding.UTF8.GetBytes(_text.ToString());

    private StringBuilder Indent() => _text.Append(' ', 2 * _depth);

    private void Value(ResourceValue value)
    {
        switch (value)
        {
            case TextValue text:
                _ = _text.Append(BicepText.Literal(text.Text));
                break;
            case IntegerValue integer:
                _ = _text.Append(CultureInfo.InvariantCulture, $"{integer.Value}");
                break;
            case BooleanValue boolean:
                _ = _text.Append(boolean.Value ? "true" : "false");
                break;
            case ListValue { Items.IsEmpty: true }:
                _ = _text.Append("[]");
                break;
            case ListValue list:
                Block('[', ']', list.Items, item =>
                {
                    _ = Indent();
                    Value(item);
                    _ = _text.Append('\n');
                });
                break;
            case ObjectValue { Properties.IsEmpty: true }:
                _ = _text.Append("{}");
                break;
            case ObjectValue properties:
                Block('{', '}', properties.Properties, p => Property(p.Name, p.Value));
                break;
        }
    }

    private void Block<T>(char open, char close, IEnumerable<T> items, Action<T> print)
    {
        _ = _text.Append(open).Append('\n');
        _depth++;
        foreach (var item in items)
        {
            print(item);
        }

        _depth--;
        _ = Indent().Append(close);
    }
}
