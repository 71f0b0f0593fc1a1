namespace ContentGen.Emit.Model;

/// <summary>A string that UTF-8 can carry; what it cannot becomes U+FFFD.</summary>
public sealed record TextValue : ResourceValue
{
    public TextValue(string text) => Text = WellFormedText.Of(text);

    public string Text { get; }
}
