using System.Text.Json.Nodes;

namespace ContentGen.Deploy.Tests;

/// <summary>What a kill at one moment leaves behind: the bytes of the journal and what the workspace has.</summary>
/// <param name="When">The request that was under way, and whether it had its effect.</param>
/// <param name="Journal">Null: there was none yet.</param>
/// <param name="Resources">By path.</param>
internal sealed record CrashImage(string When, byte[]? Journal, IReadOnlyDictionary<string, JsonObject> Resources)
{
    /// <summary>A lab in that state; the journal is the latest of its store.</summary>
    public Lab Restore(Func<Lab> create)
    {
        var lab = create();
        foreach (var (path, resource) in Resources)
        {
            lab.Emulator.Seed(path, resource);
        }

        if (Journal is not null)
        {
            File.WriteAllBytes(lab.Store.NewJournal(TimeProvider.System.GetUtcNow()), Journal);
        }

        return lab;
    }
}
