using System.Reflection;

namespace ContentGen.Cli;

internal static class ToolVersion
{
    /// <summary>Such as 0.1.0, without the commit that a build may append.</summary>
    public static string Text { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
