using System.Text;
using ContentGen.Cli.Commands;
using ContentGen.Cli.Running;

namespace ContentGen.Cli;

internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var output = new StreamWriter(new ReaderStream(Console.OpenStandardOutput()), utf8) { NewLine = "\n" };
        var error = new StreamWriter(Console.OpenStandardError(), utf8) { NewLine = "\n", AutoFlush = true };
        var terminal = new Terminal(output, error);
        var code = await RunAsync(args, terminal).ConfigureAwait(false);
        try
        {
            await output.FlushAsync().ConfigureAwait(false);
            return code;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(e, terminal, verbose: false);
        }
    }

    internal static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        try
        {
            return await CommandTree.InvokeAsync(args, terminal).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            terminal.Note("cancelled");
            return ExitCodes.Cancelled;
        }
#pragma warning disable CA1031 // The last resort: a defect of ours becomes one line and exit code 70, never a stack trace.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Fail(e, terminal, verbose: args.Contains("--verbose"));
        }
    }

    private static int Fail(Exception e, Terminal terminal, bool verbose)
    {
        var (code, text) = e switch
        {
            UsageException => (ExitCodes.Usage, $"error: {e.Message}"),
            IOException or UnauthorizedAccessException => (ExitCodes.Environment, $"error: {Reporting.TextReportWriter.OneLine(e.Message)}"),
            EnvironmentException or Kusto.Binding.LanguageHostException => (ExitCodes.Environment, $"error: {e.Message}"),
            _ => (ExitCodes.Defect, $"error: this is a defect of contentgen: {e.GetType().Name}: {Reporting.TextReportWriter.OneLine(e.Message)} (run again with --verbose for the place)"),
        };
        terminal.Note(text);
        if (verbose)
        {
            terminal.Note(e.ToString());
        }

        return code;
    }
}
