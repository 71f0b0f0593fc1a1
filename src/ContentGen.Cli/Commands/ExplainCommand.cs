using System.CommandLine;
using ContentGen.Cli.Running;
using ContentGen.Core.Diagnostics;
using ContentGen.Core.Text;

namespace ContentGen.Cli.Commands;

/// <summary>explain: the page of a diagnostic.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        var code = new Argument<string>("code") { Description = "A code such as CG1006 or KS142." };
        var command = new Command("explain", "Print what a diagnostic means, why it matters and how to mend it.") { code };
        command.SetAction(parsed =>
        {
            var text = parsed.GetValue(code)!.ToUpperInvariant();
            if (DiagnosticPages.Find(text) is { } page)
            {
                terminal.Out.WriteLine(page.TrimEnd());
                return ExitCodes.Clean;
            }

            if (text.StartsWith("KS", StringComparison.Ordinal) && text.Length == 5)
            {
                terminal.Out.WriteLine(
                    $"# {text}: finding of Microsoft's Kusto language library\n\nThe library that Microsoft's own query editors use found this in the query, bound against the schemas\n"
                    + "of its environment. Its message says what is wrong at the place that is marked. When it names a table or\nfunction of your own, declare it in content/schemas or content/functions (`contentgen schema show` prints the form).");
                return ExitCodes.Clean;
            }

            throw new UsageException($"there is no diagnostic '{text}'{NearestName.Hint(text, DiagnosticPages.Codes)}");
        });
        return command;
    }
}
