namespace ContentGen.Emit.Model;

public sealed record ResourceProperty
{
    public ResourceProperty(string name, ResourceValue value)
    {
        Name = WellFormedText.Of(name);
        Value = value;
    }

    public string Name { get; }

    public ResourceValue Value { get; }

    public void Deconstruct(out string name, out ResourceValue value) => (name, value) = (Name, Value);
}
