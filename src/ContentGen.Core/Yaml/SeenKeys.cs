namespace ContentGen.Core.Yaml;

/// <summary>The keys of one mapping so far. Most have a few and are done before a table of them would pay.</summary>
internal struct SeenKeys
{
    private const int Few = 12;

    private readonly List<YamlScalar> _keys = new(Few);
    private Dictionary<string, YamlScalar>? _many;

    public SeenKeys()
    {
    }

    /// <summary>Takes the key in, or returns the one of the same name that came before it.</summary>
    public YamlScalar? Add(YamlScalar key)
    {
        if (_many is not null)
        {
            return _many.TryAdd(key.Value, key) ? null : _many[key.Value];
        }

        foreach (var known in _keys)
        {
            if (known.Value == key.Value)
            {
                return known;
            }
        }

        _keys.Add(key);
        if (_keys.Count == Few)
        {
            _many = _keys.ToDictionary(k => k.Value, StringComparer.Ordinal);
        }

        return null;
    }
}
