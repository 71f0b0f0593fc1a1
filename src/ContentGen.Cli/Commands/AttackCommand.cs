using System.CommandLine;
using System.Globalization;
using ContentGen.Cli.Content;
using ContentGen.Cli.Running;
using ContentGen.Core.Attack;

namespace ContentGen.Cli.Commands;

/// <summary>attack update: a version of ATT&amp;CK from MITRE's STIX bundle, given as a file.</summary>
internal static class AttackCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var bundle = new Argument<string>("bundle") { Description = "MITRE's enterprise-attack.json, as a file." };
        var output = new Option<string?>("--output", "-o") { Description = "Folder to write to. Default: attack/ in the content folder, which validate and build then use.", HelpName = "DIR" };
        var update = new Command("update", "Write the version of ATT&CK that a STIX bundle holds.") { bundle, output };
        update.SetAction(parsed =>
        {
            var folder = parsed.GetValue(output) ?? (ContentRoot.Find(parsed.GetValue(common.Root), Directory.GetCurrentDirectory()) is { } root
                ? Path.Combine(root.Path, AttackFolder.Name)
                : throw new UsageException("there is no content folder here; give --output or --root"));
            var tables = Read(parsed.GetValue(bundle)!);
            Write(folder, tables);
            var data = tables.Read();
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ATT&CK {data.Version}: {data.Count} techniques, {data.Techniques.Count(t => t.IsActive)} active, written to {folder}"));
            return ExitCodes.Clean;
        });
        return new Command("attack", "The version of MITRE ATT&CK that rules are compared with.") { update };
    }

    private static AttackTables Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return stream.Length <= StixBundle.MostBytes ? StixBundle.Read(stream) : throw new UsageException($"{path}: too large for a bundle of ATT&CK");
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: {e.Message}");
        }
    }

    private static void Write(string folder, AttackTables tables)
    {
        try
        {
            _ = Directory.CreateDirectory(folder);
            // The version last: without it the folder is not read.
            File.WriteAllText(Path.Combine(folder, AttackTables.TechniquesFile), tables.Techniques);
            File.WriteAllText(Path.Combine(folder, AttackTables.TacticsFile), tables.Tactics);
            File.WriteAllText(Path.Combine(folder, AttackTables.VersionFile), tables.Version);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentException($"{folder}: {e.Message}");
        }
    }
}
