using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace ContentGen.Emit.Tests;

/// <summary>Runs the programs of tests/Judges: one process for many documents.</summary>
internal static class Judge
{
    /// <summary>Verdicts on deployment templates, in order.</summary>
    public static JsonObject[] Arm(IEnumerable<ReadOnlyMemory<byte>> templates) => Run(
        ["arm.js", "--schemas", Path.Combine(TestFolders.Shared, "facts", "arm-schemas")],
        templates.Select((t, i) => new JsonObject { ["id"] = i, ["template"] = JsonNode.Parse(t.Span) }));

    /// <summary>Verdicts on Bicep files, in order.</summary>
    public static JsonObject[] Bicep(IEnumerable<ReadOnlyMemory<byte>> files) => Run(
        ["bicep.js"], files.Select((f, i) => new JsonObject { ["id"] = i, ["bicep"] = Encoding.UTF8.GetString(f.Span) }));

    private static JsonObject[] Run(string[] arguments, IEnumerable<JsonObject> documents)
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
