namespace ContentGen.Emit.Model;

/// <summary>
/// A value of a resource, before it is ARM JSON or Bicep: <see cref="TextValue"/>, <see cref="IntegerValue"/>, <see cref="BooleanValue"/>,
/// <see cref="ListValue"/> or <see cref="ObjectValue"/>. There is no null: what a rule does not say is left out.
/// </summary>
public abstract record ResourceValue
{
    private protected ResourceValue()
    {
    }

    public static implicit operator ResourceValue(string text) => FromString(text);

    public static implicit operator ResourceValue(bool value) => FromBoolean(value);

    public static implicit operator ResourceValue(int value) => FromInt32(value);

    public static ResourceValue FromString(string text) => new TextValue(text);

    public static ResourceValue FromBoolean(bool value) => new BooleanValue(value);

    public static ResourceValue FromInt32(int value) => new IntegerValue(value);
}
