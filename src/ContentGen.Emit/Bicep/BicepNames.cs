using System.Security.Cryptography;
using System.Text;
using ContentGen.Core.Content;
using ContentGen.Emit.Model;

namespace ContentGen.Emit.Bicep;

/// <summary>Symbolic names of resources and modules, and names of the deployments that modules are.</summary>
internal static class BicepNames
{
    /// <summary>Of a deployment (Microsoft Learn, Resource naming rules).</summary>
    private const int MaxDeploymentName = 64;

    public static string Symbol(ContentKind kind) => kind switch
    {
        ContentKind.Rule => "rule",
        ContentKind.Watchlist => "watchlist",
        ContentKind.Function => "function",
        _ => "hunt",
    };

    /// <summary>An identifier of its own for every resource.</summary>
    public static string Module(ResourceKey key) => $"{Symbol(key.Kind)}_{Identifier(key)}";

    /// <summary>A name of its own for every resource.</summary>
    public static string Deployment(ResourceKey key)
    {
        var name = $"{Symbol(key.Kind)}-{key.Name}";
        return name.Length <= MaxDeploymentName && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? name : $"{Symbol(key.Kind)}-{Hash(key.Name, 32)}";
    }

    // GUIDs have hyphens in the same places; other names that differ in what an identifier cannot hold stay apart by their hash.
    private static string Identifier(ResourceKey key) => key.Kind is ContentKind.Rule or ContentKind.HuntingQuery ? key.Name.Replace('-', '_')
        : BicepText.IsIdentifier("_" + key.Name) ? key.Name
        : $"{string.Concat(key.Name.Where(c => char.IsAsciiLetterOrDigit(c) || c == '_'))}_{Hash(key.Name, 8)}";

    private static string Hash(string text, int digits) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..digits];
}
