using System.CommandLine;
using ContentGen.Cli.Content;
using ContentGen.Cli.Running;
using ContentGen.Sigma.Import;
using ContentGen.Sigma.Parsing;

namespace ContentGen.Cli.Commands;

/// <summary>import: rules of another form as content of ours. Nothing is written without --apply.</summary>
internal static class ImportCommand
{
    public static Command Create(CommonOptions common, Terminal terminal)
    {
        var paths = new Argument<string[]>("path") { Description = "Files or folders of Sigma rules.", Arity = ArgumentArity.OneOrMore };
        var sigma = new Option<bool>("--sigma") { Description = "The files are Sigma rules, the only form that is read so far." };
        var apply = new Option<bool>("--apply") { Description = "Write the rules into rules/imported of the content folder; without it they are only shown." };
        var command = new Command("import", "Turn Sigma rules into rules with KQL, for review.") { paths, sigma, apply };
        command.SetAction(parsed =>
        {
            if (!parsed.GetValue(sigma))
            {
                throw new UsageException("import: say --sigma; other forms are not read yet");
            }

            var current = Directory.GetCurrentDirectory();
            var root = ContentRoot.Find(parsed.GetValue(common.Root), current);
            if (parsed.GetValue(apply) && root is null)
            {
                throw new UsageException("import --apply: there is no content folder here; name it with --root");
            }

            var (done, refused) = (0, 0);
            foreach (var file in parsed.GetValue(paths)!.SelectMany(Files).Order(StringComparer.Ordinal))
            {
                var source = SourceReader.Read(file, DisplayPath.Of(file, current));
                try
                {
                    var rule = SigmaImporter.Import(file, source.Problem is { } problem ? throw new SigmaSyntaxException(problem.Message) : source.Source.Text);
                    Write(rule, parsed.GetValue(apply) ? Path.Combine(root!.Path, "rules", "imported") : null, terminal);
                    done++;
                }
                catch (SigmaSyntaxException e)
                {
                    terminal.Note($"{DisplayPath.Of(file, current)}: refused: {e.Message.ReplaceLineEndings(" ")}");
                    refused++;
                }
            }

            terminal.Note($"{done} imported{(parsed.GetValue(apply) ? "" : " (nothing written: --apply does that)")}, {refused} refused");
            return refused > 0 ? ExitCodes.Findings : ExitCodes.Clean;
        });
        return command;
    }

    private static IEnumerable<string> Files(string path)
    {
        var full = Path.GetFullPath(path);
        return Directory.Exists(full) ? FolderWalk.Entries(full).Where(f => Path.GetExtension(f).ToUpperInvariant() is ".YML" or ".YAML" && File.Exists(f))
            : File.Exists(full) ? [full] : throw new UsageException($"import: '{path}' does not exist");
    }

    private static void Write(ImportedRule rule, string? folder, Terminal terminal)
    {
        if (folder is null)
        {
            terminal.Out.Write(rule.Yaml);
            return;
        }

        try
        {
            _ = Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, rule.Name + ".yaml");
            // What somebody has worked on since is not ours to replace.
            using var file = new StreamWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write));
            file.Write(rule.Yaml);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SigmaSyntaxException($"cannot be written: {e.Message}", e);
        }
    }
}
