using System.Globalization;

namespace ContentGen.Kusto.Engine.Values;

/// <summary>The JSONPath of Kusto: $, .name, ['name'], [0]. No wildcards.</summary>
internal static class JsonPath
{
    /// <summary>The steps of a path, names as strings and indexes as longs; null when the text is no such path.</summary>
    public static IReadOnlyList<Value>? Parse(string path)
    {
        if (!path.StartsWith('$'))
        {
            return null;
        }

        var steps = new List<Value>();
        for (var at = 1; at < path.Length;)
        {
            if (path[at] == '.')
            {
                var end = path.AsSpan(at + 1).IndexOfAny('.', '[');
                end = end < 0 ? path.Length : at + 1 + end;
                steps.Add(Value.Of(path[(at + 1)..end]));
                at = end;
            }
            else if (path[at] == '[' && path.IndexOf(']', at) is > 0 and var close)
            {
                var inner = path[(at + 1)..close];
                if (inner.Length >= 2 && inner[0] is '\'' or '"' && inner[^1] == inner[0])
                {
                    steps.Add(Value.Of(inner[1..^1]));
                }
                else if (long.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                {
                    steps.Add(Value.Of(index));
                }
                else
                {
                    return null;
                }

                at = close + 1;
            }
            else
            {
                return null;
            }
        }

        return steps.TrueForAll(s => s.Kind == ValueKind.Long || (s.AsText.Length > 0 && s.AsText != "*")) ? steps : null;
    }

    /// <summary>What stands there, or null.</summary>
    public static Value At(Value value, IEnumerable<Value> steps)
    {
        foreach (var step in steps)
        {
            value = step.IsText ? value.AsBag?.At(step.AsText) ?? Value.Null : value.AsArray?.At(step.AsLong) ?? Value.Null;
        }

        return value;
    }
}
