using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ContentGen.Emulator;

/// <summary>Resources by path, with etags; every change is a line of a file, if there is one, so that a killed emulator forgets nothing.</summary>
internal sealed class ResourceStore : IDisposable
{
    private readonly SortedDictionary<string, JsonObject> _resources = new(StringComparer.OrdinalIgnoreCase);
    private readonly FileStream? _file;
    private int _version;

    // The last change, for reads that come too early.
    private (string Path, JsonObject? Before)? _last;

    public ResourceStore(string? path)
    {
        if (path is null)
        {
            return;
        }

        if (File.Exists(path))
        {
            foreach (var line in File.ReadLines(path, Encoding.UTF8).Where(l => l.EndsWith('}')))
            {
                Replay(JsonNode.Parse(line)!.AsObject());
            }
        }

        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
    }

    /// <summary>The resource, or null; not to be changed.</summary>
    public JsonObject? Find(string path, bool stale = false) =>
        stale && _last is { } last && string.Equals(last.Path, path, StringComparison.OrdinalIgnoreCase) ? last.Before : _resources.GetValueOrDefault(path);

    /// <summary>The resources directly below a path, in the order of their names.</summary>
    public IEnumerable<JsonObject> Below(string path, bool stale = false)
    {
        var prefix = path + "/";
        var found = _resources.Where(p => p.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && !p.Key.AsSpan(prefix.Length).Contains('/'));
        if (stale && _last is { } last && last.Path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        {
            found = found.Where(p => !string.Equals(p.Key, last.Path, StringComparison.OrdinalIgnoreCase));
            return last.Before is null ? found.Select(p => p.Value) : found.Select(p => p.Value).Append(last.Before);
        }

        return found.Select(p => p.Value);
    }

    /// <summary>Keeps a resource under a new etag.</summary>
    public JsonObject Put(string path, JsonObject resource)
    {
        resource["etag"] = string.Create(CultureInfo.InvariantCulture, $"\"{++_version:x8}-0000-0000-0000-5c37296e0000\"");
        _last = (path, _resources.GetValueOrDefault(path));
        _resources[path] = resource;
        Write(path, resource);
        return resource;
    }

    public bool Remove(string path)
    {
        if (!_resources.TryGetValue(path, out var before))
        {
            return false;
        }

        _last = (path, before);
        _ = _resources.Remove(path);
        Write(path, null);
        return true;
    }

    public void Dispose() => _file?.Dispose();

    private void Write(string path, JsonObject? resource)
    {
        if (_file is null)
        {
            return;
        }

        _file.Write(Encoding.UTF8.GetBytes(new JsonObject { ["path"] = path, ["version"] = _version, ["resource"] = resource?.DeepClone() }.ToJsonString() + "\n"));
        _file.Flush();
    }

    private void Replay(JsonObject line)
    {
        var path = line["path"]!.GetValue<string>();
        _version = line["version"]!.GetValue<int>();
        if (line["resource"] is JsonObject resource)
        {
            _resources[path] = resource.DeepClone().AsObject();
        }
        else
        {
            _ = _resources.Remove(path);
        }
    }
}
