using System.Text.Json.Nodes;

namespace ContentGen.Sigma.Tests;

/// <summary>SigmaHQ's schemas through ajv, the YAML through js-yaml.</summary>
internal static class Judge
{
    /// <summary>Verdicts on texts of Sigma, in order: errors, and the documents as JSON.</summary>
    public static JsonObject[] Sigma(IEnumerable<string> texts) => NodeJudge.Run(
        ["sigma.js", "--schemas", Path.Combine(TestFolders.Shared, "facts", "sigma", "schemas")],
        texts.Select((t, i) => new JsonObject { ["id"] = i, ["sigma"] = t }));
}
