using ContentGen.Emit.Model;

namespace ContentGen.Emit.Parameters;

/// <summary>Values of resources are compared by what they hold; their lists are arrays, which compare by identity.</summary>
internal static class ResourceEquality
{
    public static bool Same(ResourceValue? x, ResourceValue? y) => (x, y) switch
    {
        (ListValue a, ListValue b) => a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(p => Same(p.First, p.Second)),
        (ObjectValue a, ObjectValue b) => a.Properties.Length == b.Properties.Length
            && a.Properties.Zip(b.Properties).All(p => p.First.Name == p.Second.Name && Same(p.First.Value, p.Second.Value)),
        _ => Equals(x, y),
    };
}
