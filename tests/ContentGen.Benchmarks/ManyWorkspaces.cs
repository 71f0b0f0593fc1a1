using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ContentGen.Benchmarks;

/// <summary>A project with 500 rules that all can be built, and 50 workspaces that each change 30 of them: what a central team for many customers has.</summary>
internal static class ManyWorkspaces
{
    public const int Rules = 500;
    public const int Workspaces = 50;

    /// <summary>Writes the project.</summary>
    /// <param name="corpus">The folder of the community's rules.</param>
    /// <param name="work">A folder for it.</param>
    /// <param name="validate">Runs validate over a folder and returns its JSON.</param>
    /// <returns>The content folder.</returns>
    public static string Write(string corpus, string work, Func<string, string> validate)
    {
        var all = Path.Combine(work, "all");
        Corpus.WriteRules(corpus, all, Rules * 8 / 5);
        using var report = JsonDocument.Parse(validate(all));
        var faulty = report.RootElement.GetProperty("diagnostics").EnumerateArray().Where(d => d.GetProperty("severity").GetString() == "error")
            .Select(d => Path.GetFileName(d.GetProperty("file").GetString()!)).ToHashSet(StringComparer.Ordinal);
        var root = Path.Combine(work, "many");
        var rules = Directory.CreateDirectory(Path.Combine(root, "rules")).FullName;
        File.WriteAllText(Path.Combine(root, "contentgen.yaml"), "name: many\n");
        var sound = Enumerable.Range(0, Rules * 8 / 5).Where(i => !faulty.Contains($"{i}.yaml")).Take(Rules).ToList();
        foreach (var number in sound)
        {
            File.Copy(Path.Combine(all, $"{number}.yaml"), Path.Combine(rules, $"{number}.yaml"));
        }

        var workspaces = Directory.CreateDirectory(Path.Combine(root, "workspaces")).FullName;
        for (var w = 0; w < Workspaces; w++)
        {
            File.WriteAllText(Path.Combine(workspaces, $"customer-{w:00}.yaml"), Workspace(w, sound));
        }

        return sound.Count == Rules ? root : throw new InvalidOperationException($"only {sound.Count} rules can be built");
    }

    /// <summary>What a run wrote to stdout.</summary>
    public static string Output(string program, string cache, params IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["CONTENTGEN_CACHE"] = cache;
        using var process = Process.Start(info)!;
        _ = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    // 20 overrides and 10 exclusions, of other rules in each; an exclusion binds whatever columns a result has.
    private static string Workspace(int number, List<int> rules)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"name: customer-{number:00}\nsubscriptionId: 11111111-2222-4333-8444-555555555555\nresourceGroup: rg\nworkspaceName: law-{number:00}\noverrides:\n"));
        for (var i = 0; i < 30; i++)
        {
            var id = new Guid(rules[((number * 17) + (i * 13)) % rules.Count], 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);
            _ = i == 20 ? text.Append("exclusions:\n") : text;
            _ = i < 20
                ? text.Append(CultureInfo.InvariantCulture, $"  {id}: {{severity: {(number % 2 == 0 ? "High" : "Low")}, enabled: {(i % 5 == 0 ? "false" : "true")}}}\n")
                : text.Append(CultureInfo.InvariantCulture, $"  - {{rule: {id}, exclude: \"tostring(pack_all()) has 'scanner-{number:00}'\", owner: soc, reason: Agreed scans., expires: 2999-01-01}}\n");
        }

        return text.ToString();
    }
}
