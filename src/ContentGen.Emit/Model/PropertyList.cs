using System.Collections.Immutable;
using ContentGen.Core.Text;
using ContentGen.Core.Time;

namespace ContentGen.Emit.Model;

/// <summary>Collects the properties of an object; what is absent or empty is left out.</summary>
internal sealed class PropertyList
{
    private readonly ImmutableArray<ResourceProperty>.Builder _properties = ImmutableArray.CreateBuilder<ResourceProperty>();

    public PropertyList Add(string name, ResourceValue? value)
    {
        if (value is not null)
        {
            _properties.Add(new ResourceProperty(name, value));
        }

        return this;
    }

    public PropertyList Add(string name, string? text) => text is null ? this : Add(name, new TextValue(text));

    public PropertyList Add(string name, Located<string>? text) => Add(name, text?.Value);

    public PropertyList Add(string name, Located<TimeSpan>? duration) => Add(name, duration is null ? null : Iso(duration.Value));

    /// <summary>A list of texts, if it has any.</summary>
    public PropertyList AddAny(string name, IEnumerable<string> texts) => AddAny(name, [.. texts.Select(t => new TextValue(t))]);

    public PropertyList AddAny(string name, ImmutableArray<ResourceValue> items) => Add(name, items.IsEmpty ? null : new ListValue(items));

    public PropertyList AddAny(string name, ObjectValue value) => Add(name, value.Properties.IsEmpty ? null : value);

    public ObjectValue ToObject() => new(_properties.ToImmutable());

    public static ResourceValue Iso(TimeSpan duration) => RuleDuration.ToIso(duration);

    /// <summary>A list of texts, [] when it has none.</summary>
    public static ListValue Texts(ImmutableArray<Located<string>> texts) => new([.. texts.Select(t => (ResourceValue)t.Value)]);
}
