using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace ContentGen.Testing;

/// <summary>Runs a program of tests/Judges: one process for many documents, a line of JSON for each, a verdict for each.</summary>
public static class NodeJudge
{
    /// <summary>The verdicts, in the order of the documents; the calling test is skipped when there is no Node.</summary>
    public static JsonObject[] Run(IEnumerable<string> arguments, IEnumerable<JsonObject> documents)
    {
        var requests = documents.Select(d => d.ToJsonString()).ToList();
        var start = new ProcessStartInfo("node", arguments)
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
