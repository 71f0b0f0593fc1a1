using System.CommandLine;
using ContentGen.Cli.Reporting;
using ContentGen.Core.Content;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Cli.Commands;

/// <summary>Options and arguments that several verbs have.</summary>
internal sealed class CommonOptions
{
    public Argument<string[]> Paths { get; } = new("path")
    {
        Description = "Files, folders or globs. Without one: the rules of the content folder.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Option<string?> Root { get; } = new("--root")
    {
        Description = "The content folder. Default: the nearest one upwards that has contentgen.yaml, else ./content.",
        HelpName = "DIR",
        Recursive = true,
    };

    public Option<bool> NoCache { get; } = new("--no-cache") { Description = "Analyse every query anew and keep no result." };

    public Option<string[]> Only { get; } = new("--only")
    {
        Description = "These codes only, separated by commas.",
        HelpName = "CODES",
        CustomParser = result =>
        {
            string[] codes = [.. result.Tokens.SelectMany(t => t.Value.ToUpperInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
            // A code that does not exist is never found: the run would be clean whatever the rules hold.
            if (codes.FirstOrDefault(c => !IsCode(c)) is { } unknown)
            {
                result.AddError($"--only: there is no diagnostic '{unknown}'{NearestName.Hint(unknown, DiagnosticPages.Codes)}");
            }
            else if (codes.Length == 0)
            {
                result.AddError("--only: no code is given");
            }

            return codes;
        },
    };

    public Option<string?> Baseline { get; } = new("--baseline")
    {
        Description = "Findings that are accepted for now. Default: the file that contentgen.yaml names.",
        HelpName = "FILE",
    };

    public Option<QueryEnvironment?> Environment { get; } = Words<QueryEnvironment?>(
        "--environment", "Read all rules as of this environment instead of their own.", ("sentinel", QueryEnvironment.Sentinel), ("defender-xdr", QueryEnvironment.DefenderXdr));

    public Option<ReportFormat> Format { get; } = Words(
        "--format", "How findings are written. Default: text.", ("text", ReportFormat.Text), ("json", ReportFormat.Json), ("sarif", ReportFormat.Sarif), ("github", ReportFormat.GitHub));

    public Option<Severity?> FailOn { get; } = Words<Severity?>(
        "--fail-on", "The least severity that makes the exit code 1. Default: error.", ("error", Severity.Error), ("warning", Severity.Warning), ("info", Severity.Info));

    public Option<DateOnly?> AsOf { get; } = new("--as-of") { Description = "The date that exclusions end by. Default: today.", HelpName = "DATE" };

    /// <summary>The date given, else today's in UTC.</summary>
    public DateOnly TodayOf(ParseResult parsed) => parsed.GetValue(AsOf) ?? DateOnly.FromDateTime(DateTime.UtcNow);

    private static bool IsCode(string text) => (text is ['K', 'S', _, ..] && text.Skip(2).All(char.IsAsciiDigit)) || DiagnosticPages.Find(text) is not null;

    /// <summary>An option that takes one of a few words; without it, the type's default value.</summary>
    public static Option<T> Words<T>(string name, string description, params (string Word, T Value)[] words)
    {
        var option = new Option<T>(name)
        {
            Description = description,
            HelpName = string.Join('|', words.Select(w => w.Word)),
            CustomParser = result =>
            {
                var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
                var found = words.Where(w => w.Word == text).ToArray();
                if (found.Length == 0)
                {
                    result.AddError($"{name}: '{text}' is not one of {string.Join(", ", words.Select(w => w.Word))}");
                    return default;
                }

                return found[0].Value;
            },
        };
        return option;
    }
}
