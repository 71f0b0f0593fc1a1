using System.Collections.Immutable;
using ContentGen.Core.Text;

namespace ContentGen.Core.Json;

/// <summary>A JSON value and its place. Of an object or array the place is its opening bracket.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The decoded text of a string, the number as written, true or false; "" else.</param>
/// <param name="Span">In UTF-16 units of the file.</param>
/// <param name="Members">Of an object, in the order of the file.</param>
/// <param name="Items">Of an array.</param>
public sealed record JsonItem(
    JsonKind Kind, string Value, TextSpan Span, ImmutableArray<(string Name, JsonItem Value)> Members, ImmutableArray<JsonItem> Items)
{
    /// <summary>The first member of this name, its case not counted: exports of the same data differ in it.</summary>
    public JsonItem? Find(string name)
    {
        foreach (var (key, value) in Members)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The member when it is of this kind.</summary>
    public JsonItem? Find(string name, JsonKind kind) => Find(name) is { } found && found.Kind == kind ? found : null;
}
