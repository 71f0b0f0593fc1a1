namespace ContentGen.Core.Yaml;

/// <summary>What a content file may cost to read. Content is untrusted: a pull request can hold anything.</summary>
public static class YamlLimits
{
    /// <summary>Bytes of one file. The largest rule of the community has 60 kB; rows of telemetry may need more.</summary>
    public const int FileBytes = 4 * 1024 * 1024;

    /// <summary>Mappings and lists inside one another.</summary>
    public const int Depth = 64;

    /// <summary>Nodes of one file.</summary>
    public const int Nodes = 200_000;
}
