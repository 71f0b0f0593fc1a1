namespace ContentGen.Cli.Running;

/// <summary>What the program's exit code says; a contract.</summary>
internal static class ExitCodes
{
    public const int Clean = 0;
    public const int Findings = 1;
    public const int Usage = 2;
    public const int Environment = 3;
    public const int Defect = 70;
    public const int Cancelled = 130;
}
