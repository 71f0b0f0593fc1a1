namespace ContentGen.Cli.Tests;

/// <summary>Content projects in new folders.</summary>
internal static class Projects
{
    public const string Id = "6b8b7391-5c0a-4f8c-baee-78d8ce0ce330";

    public static string Rule(string id = Id, string name = "Failed logons", string query = "SecurityEvent | where EventID == 4625 | project TimeGenerated, Account") =>
        $"id: {id}\nname: {name}\nseverity: Low\nqueryFrequency: 1h\nqueryPeriod: 70m\ntriggerOperator: gt\ntriggerThreshold: 0\nquery: {query}\n";

    /// <summary>A folder with contentgen.yaml and the given rules below rules/.</summary>
    public static string Create(params (string Path, string Text)[] rules)
    {
        var folder = TestFolders.Temporary();
        File.WriteAllText(Path.Combine(folder, "contentgen.yaml"), "name: test\n");
        foreach (var (path, text) in rules)
        {
            var full = Path.Combine(folder, "rules", path);
            _ = Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
        }

        return folder;
    }

    /// <summary>Every file below a folder with its bytes, less the lock of a running build.</summary>
    public static Dictionary<string, string> Contents(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(folder, f), f => Convert.ToBase64String(File.ReadAllBytes(f)), StringComparer.Ordinal);
}
