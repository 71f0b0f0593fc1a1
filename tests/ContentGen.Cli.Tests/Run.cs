namespace ContentGen.Cli.Tests;

/// <summary>What a run of the program said.</summary>
internal sealed record Run(int ExitCode, string Out, string Error)
{
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
