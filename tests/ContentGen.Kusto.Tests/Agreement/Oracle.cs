using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using ContentGen.Core.Content;

namespace ContentGen.Kusto.Tests.Agreement;

/// <summary>
/// The reference program: the official library over the fact sheets in one plain process, with all tables declared. It shares no code with
/// the language host.
/// </summary>
internal static partial class Oracle
{
    /// <summary>What it found in each query, in order; null where it crashed.</summary>
    public static IReadOnlyList<IReadOnlyList<Finding>?> Ask(IReadOnlyList<(string Query, QueryEnvironment Environment)> queries)
    {
        var folder = TestFolders.Temporary();
        var (input, output) = (Path.Combine(folder, "queries.json"), Path.Combine(folder, "results.json"));
        File.WriteAllText(input, JsonSerializer.Serialize(queries.Select((q, i) => new { id = i, env = q.Environment == QueryEnvironment.Sentinel ? "sentinel" : "xdr", query = q.Query })));
        var info = new ProcessStartInfo("node", [Path.Combine(TestFolders.Shared, "tools", "kql-oracle.js"), "--queries", input, "--out", output])
        {
            // Where the library is installed.
            WorkingDirectory = Path.Combine(TestFolders.Repository, "src", "ContentGen.Kusto", "Host"),
            RedirectStandardError = true,
        };
        using var process = Process.Start(info)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors);
        // A message may quote half of a character that takes two units, which JSON can escape and readers may refuse.
        using var results = JsonDocument.Parse(HalfCharacter().Replace(File.ReadAllText(output), m => m.Value == @"\\" ? m.Value : @"\ufffd"));
        return [.. results.RootElement.EnumerateArray().Select(Findings)];
    }

    private static List<Finding>? Findings(JsonElement result) => result.TryGetProperty("crash", out _)
        ? null
        : [.. result.GetProperty("diagnostics").EnumerateArray().Select(d => new Finding(d.GetProperty("code").GetString()!, d.GetProperty("start").GetInt32(), d.GetProperty("length").GetInt32(), d.GetProperty("message").GetString()!))];

    [GeneratedRegex(@"\\\\|\\ud[89a-f][0-9a-f]{2}")]
    private static partial Regex HalfCharacter();
}
