using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace ContentGen.Sigma.Tests;

/// <summary>Runs tests/Judges/sigma.js: SigmaHQ's schemas through ajv, the YAML through js-yaml.</summary>
internal static class Judge
{
    /// <summary>Verdicts on texts of Sigma, in order: errors, and the documents as JSON.</summary>
    public static JsonObject[] Sigma(IEnumerable<string> texts)
    {
        var requests = texts.Select((t, i) => new JsonObject { ["id"] = i, ["sigma"] = t }.ToJsonString()).ToList();
        var start = new ProcessStartInfo("node", ["sigma.js", "--schemas", Path.Combine(TestFolders.Shared, "facts", "sigma", "schemas")])
        {
            WorkingDirectory = Path.Combine(TestFolders.Repository, "tests", "Judges"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var process = Start(start);
        var errors = process.StandardError.ReadToEndAsync();
        foreach (var request in requests)
        {
            process.StandardInput.Write(request + "\n");
        }

        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors.Result);
        JsonObject[] verdicts = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!.AsObject())];
        Assert.That(verdicts, Has.Length.EqualTo(requests.Count));
        return verdicts;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Ignore("node is not here");
            throw;
        }
    }
}
