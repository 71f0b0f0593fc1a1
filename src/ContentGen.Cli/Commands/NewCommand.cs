using System.CommandLine;
using System.Globalization;
using ContentGen.Cli.Content;
using ContentGen.Cli.Running;

namespace ContentGen.Cli.Commands;

/// <summary>new rule: a file to start from, which validates as it is.</summary>
internal static class NewCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var name = new Argument<string>("name") { Description = "What the rule finds, such as 'Password spray against VPN'." };
        var folder = new Option<string>("--folder") { Description = "Folder below rules/. Default: drafts.", HelpName = "DIR", DefaultValueFactory = _ => "drafts" };
        var rule = new Command("rule", "Write a new rule with every section to fill in.") { name, folder };
        rule.SetAction(parsed =>
        {
            var title = parsed.GetValue(name)!.Trim();
            var stem = Stem(title);
            if (stem.Length == 0 || title.Any(char.IsControl))
            {
                throw new UsageException("a rule's name has letters or digits, in one line");
            }

            var current = Directory.GetCurrentDirectory();
            var root = ContentRoot.Find(parsed.GetValue(common.Root), current) ?? new ContentRoot(Path.Combine(current, "content"));
            var target = Path.GetFullPath(Path.Combine(root.Rules, parsed.GetValue(folder)!, stem + ".yaml"));
            if (!target.StartsWith(root.Rules + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new UsageException("--folder names a folder below rules/");
            }

            if (File.Exists(target))
            {
                throw new UsageException($"'{DisplayPath.Of(target, current)}' is there already");
            }

            Write(root, target, Template(title));
            terminal.Out.WriteLine(DisplayPath.Of(target, current));
            return ExitCodes.Clean;
        });
        return new Command("new", "Start new content.") { rule };
    }

    private static void Write(ContentRoot root, string target, string text)
    {
        try
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var project = Path.Combine(root.Path, ContentRoot.ProjectFile);
            if (!File.Exists(project))
            {
                File.WriteAllText(project, "name: detections\n");
            }

            File.WriteAllText(target, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentException($"the rule cannot be written: {e.Message}", e);
        }
    }

    private static string Stem(string title) =>
        string.Join('-', string.Concat(title.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8));

    private static string Template(string title)
    {
        using var stream = typeof(NewCommand).Assembly.GetManifestResourceStream("templates/new-rule.yaml")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Replace("{id}", Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{name}", title.Replace("'", "''", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
